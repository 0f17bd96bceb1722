namespace Quiver.Tidy;

/// <summary>Fails a test with a list of what breaks its rule.</summary>
internal static class Violations
{
    /// <summary>Passes when nothing breaks the rule.</summary>
    public static void AssertNone(string rule, IEnumerable<string> found)
    {
        string[] all = [.. found.Order(StringComparer.Ordinal)];
        Assert.True(all.Length == 0, $"{rule}\n  {string.Join("\n  ", all)}");
    }
}

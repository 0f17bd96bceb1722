namespace Quiver.Cli;

/// <summary>The program's version.</summary>
internal static class ProductVersion
{
    /// <summary>For example <c>0.1.0</c>.</summary>
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetName().Version?.ToString(3) ?? "unknown";
}

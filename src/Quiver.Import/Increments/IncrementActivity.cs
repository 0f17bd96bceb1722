using System.Globalization;

namespace Quiver.Import.Increments;

/// <summary>What a command does at the moment for a database's incremental import, as it notes it in the import's lock file.</summary>
/// <param name="Stage">The stages that it runs.</param>
/// <param name="Phase">What it is doing.</param>
/// <param name="Percent">How much of that is done.</param>
internal sealed record IncrementActivity(IncrementStage Stage, ImportPhase Phase, int Percent)
{
    private const string Mark = "increment";

    /// <summary>What a command does.</summary>
    public static IncrementActivity Of(IncrementStage stage, ImportProgress progress) =>
        new(stage, progress.Phase, (int)(progress.Fraction * 100));

    /// <summary>What a note says; null where it is not of an incremental import.</summary>
    public static IncrementActivity? Parse(string? note)
    {
        string[] words = note?.Split(' ') ?? [];
        return
            words.Length == 4
            && words[0] == Mark
            && Enum.TryParse(words[1], out IncrementStage stage)
            && Enum.TryParse(words[2], out ImportPhase phase)
            && int.TryParse(words[3], CultureInfo.InvariantCulture, out int percent)
            ? new(stage, phase, percent)
            : null;
    }

    /// <summary>The note.</summary>
    public string ToNote() =>
        string.Create(CultureInfo.InvariantCulture, $"{Mark} {Stage} {Phase} {Percent}");
}

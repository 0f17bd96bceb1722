namespace Quiver.Csv.Kernels;

/// <summary>What a scan must know of a dialect.</summary>
/// <param name="Delimiter">The byte between cells.</param>
/// <param name="Quote">The byte around quoted cells.</param>
/// <param name="TrimStrings">Whether blanks may stand around quotes.</param>
/// <param name="MultilineFields">Whether line ends may stand inside quotes.</param>
/// <param name="LegacyStyleQuoting">Whether a backslash escapes inside quotes.</param>
internal readonly record struct ScanRules(
    byte Delimiter,
    byte Quote,
    bool TrimStrings,
    bool MultilineFields,
    bool LegacyStyleQuoting
);

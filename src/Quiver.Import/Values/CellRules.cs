namespace Quiver.Import.Values;

/// <summary>What decides how a cell's bytes become its content.</summary>
/// <param name="Quote">The byte around quoted cells.</param>
/// <param name="ArrayDelimiter">The byte between the elements of an array.</param>
/// <param name="TrimStrings">Whether blanks around text are dropped.</param>
/// <param name="IgnoreEmptyStrings">Whether a quoted empty cell means no value.</param>
internal readonly record struct CellRules(
    byte Quote,
    byte ArrayDelimiter,
    bool TrimStrings,
    bool IgnoreEmptyStrings
);

namespace Quiver.Import;

/// <summary>What stands in the cells of a column that its owner may not have meant.</summary>
public enum ColumnNoteKind
{
    /// <summary>Cells of a boolean column that are neither <c>true</c> nor <c>false</c>, and so are false.</summary>
    OtherThanTrueOrFalse,

    /// <summary>Text that was stored with blanks at its beginning or end.</summary>
    OuterBlanks,
}

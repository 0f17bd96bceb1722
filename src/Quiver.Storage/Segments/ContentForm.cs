namespace Quiver.Storage.Segments;

/// <summary>What follows the presence section of a column block. Numbers are part of the format.</summary>
internal enum ContentForm : byte
{
    /// <summary>A word section: one word a present row.</summary>
    Words = 1,

    /// <summary>A text section: one string a present row.</summary>
    Text = 2,

    /// <summary>A word section of codes, one a present row; a text section of the distinct strings.</summary>
    TextDictionary = 3,

    /// <summary>Several columns in one block: how many, and a word section of one word a present row and column, column by column.</summary>
    SharedWords = 4,
}

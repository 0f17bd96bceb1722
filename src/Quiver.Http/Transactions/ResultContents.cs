namespace Quiver.Http.Transactions;

/// <summary>The forms in which a statement's rows are wanted.</summary>
[Flags]
internal enum ResultContents
{
    /// <summary>None yet.</summary>
    None = 0,

    /// <summary>Plain values, with a <c>meta</c> entry for each entity.</summary>
    Row = 1,

    /// <summary>The nodes and relationships in the row.</summary>
    Graph = 2,
}

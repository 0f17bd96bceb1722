namespace Quiver.Cypher.Execution.Operators;

/// <summary>Looks for what the rows of a Merge match, all at once, in the graph as it is before the first of them makes anything.</summary>
internal abstract class MergeSearch
{
    /// <summary>Finds each row's matches; lists them under the row's number.</summary>
    /// <param name="batches">All rows.</param>
    /// <param name="keys">Who has numbered them.</param>
    /// <param name="found">Gets the matches.</param>
    public abstract void Find(List<MergeBatch> batches, MergeKeys keys, EntityChains found);
}

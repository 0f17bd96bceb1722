using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution;

/// <summary>One operator of a running plan: gives its rows batch by batch.</summary>
internal abstract class Operator
{
    /// <summary>The next rows, perhaps none; null at the end, and again when asked again.</summary>
    public abstract Batch? Next();

    /// <summary>
    /// Says, before the first row, that who reads from this operator has done with a batch and with the columns in it when he asks for the next one: they may then be filled anew. An operator
    /// that itself keeps nothing of its source's batches from one to the next says so to its source.
    /// </summary>
    public virtual void AllowReuse() { }

    /// <summary>Begins anew, after the argument rows of the Apply above changed.</summary>
    public abstract void Restart();
}

using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution;

/// <summary>One operator of a running plan: gives its rows batch by batch.</summary>
internal abstract class Operator
{
    /// <summary>The next rows, perhaps none; null at the end, and again when asked again.</summary>
    public abstract Batch? Next();

    /// <summary>Begins anew, after the argument rows of the Apply above changed.</summary>
    public abstract void Restart();
}

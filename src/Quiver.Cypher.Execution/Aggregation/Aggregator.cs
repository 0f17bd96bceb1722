using System.Diagnostics;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Aggregation;

/// <summary>One aggregating function over the groups of an aggregation.</summary>
internal abstract class Aggregator
{
    /// <summary>Estimated bytes held.</summary>
    public abstract long MemoryBytes { get; }

    /// <summary>Makes room for groups 0 to <paramref name="count"/> - 1.</summary>
    public abstract void EnsureGroups(int count);

    /// <summary>Adds rows to their groups.</summary>
    /// <param name="groups">The group of each row.</param>
    /// <param name="arguments">The arguments' columns; none for count(*).</param>
    public abstract void Add(ReadOnlySpan<int> groups, ColumnVector[] arguments);

    /// <summary>Adds rows without arguments to the first group.</summary>
    public virtual void AddAll(int rowCount) => Add(new int[rowCount], []);

    /// <summary>The function's values where each row is a group of its own, if they are known without going through the rows; else null.</summary>
    /// <param name="arguments">The arguments' columns.</param>
    /// <param name="count">The number of rows.</param>
    public virtual ColumnVector? OfSingleRows(ColumnVector[] arguments, int count) => null;

    /// <summary>Adds what another one of the same function has of rows behind these.</summary>
    /// <param name="other">The other one; not used afterwards.</param>
    /// <param name="groups">The group here of each of its groups.</param>
    public virtual void Merge(Aggregator other, ReadOnlySpan<int> groups) =>
        throw new UnreachableException($"{GetType().Name} is not computed in parts.");

    /// <summary>The function's value for a group.</summary>
    public abstract Value Result(int group);

    /// <summary>The function's values for a run of groups.</summary>
    public virtual ColumnVector Results(int start, int count)
    {
        var result = new ColumnBuilder(count);
        for (int group = start; group < start + count; group++)
        {
            result.Append(Result(group));
        }
        return result.Build();
    }

    /// <summary>An array with room for so many groups: twice as large as before when it must grow.</summary>
    protected static void Grow<T>(ref T[] array, int count)
    {
        if (array.Length < count)
        {
            Array.Resize(ref array, Math.Max(count, array.Length * 2));
        }
    }
}

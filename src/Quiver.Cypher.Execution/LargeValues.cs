using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution;

/// <summary>
/// What the long texts and lists of a batch take while it is made: a thousand rows that each have a list of some megabytes must end before memory does.
/// An object that several rows have is counted once.
/// </summary>
/// <remarks>The parts of lists and maps are not looked at: what stands there was counted when its own column was made.</remarks>
internal struct LargeValues
{
    // Shorter ones do not come to much in one batch.
    private const long MinBytes = 1 << 14;

    private HashSet<Value>? _counted;

    /// <summary>The bytes counted so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Counts a value; returns whether it is large and was not counted before.</summary>
    public bool Add(in Value value)
    {
        long bytes = BytesOf(value);
        return bytes >= MinBytes && AddLarge(value, bytes);
    }

    /// <summary>Counts the values of a column.</summary>
    public void Add(ColumnVector column)
    {
        if (column is not AnyVector any)
        {
            return;
        }
        foreach (ref readonly var value in any.Items)
        {
            Add(value);
        }
    }

    private static long BytesOf(in Value value) =>
        value.Kind switch
        {
            ValueKind.List => value.AsList().ElementBytes,
            ValueKind.String => value.AsUtf8().Length,
            _ => 0,
        };

    private bool AddLarge(Value value, long bytes)
    {
        if (!(_counted ??= new HashSet<Value>(ValueIdentity.Instance)).Add(value))
        {
            return false;
        }
        Bytes += bytes;
        return true;
    }
}

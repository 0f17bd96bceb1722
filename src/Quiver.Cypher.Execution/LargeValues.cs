using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution;

/// <summary>
/// What the long texts and lists of a batch take while it is made: a thousand rows that each have a list of some megabytes must end before memory does.
/// An object that several rows have is counted once.
/// </summary>
/// <remarks>Of lists and maps that are not large themselves only the first few parts are looked at: what stands elsewhere was counted when its own column was made.</remarks>
internal struct LargeValues
{
    // Shorter ones do not come to much in one batch.
    private const long MinBytes = 1 << 14;

    private const int MaxParts = 4;

    private const int MaxDepth = 2;

    private HashSet<Value>? _counted;

    /// <summary>The bytes counted so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Counts a value; returns whether any of it is large and was not counted before.</summary>
    public bool Add(Value value) => MayBeLarge(value) && Add(value, MaxDepth);

    /// <summary>Counts the values of a column.</summary>
    public void Add(ColumnVector column)
    {
        if (column is not AnyVector any)
        {
            return;
        }
        foreach (var value in any.Items)
        {
            if (MayBeLarge(value))
            {
                Add(value, MaxDepth);
            }
        }
    }

    private bool Add(Value value, int depth)
    {
        long bytes = value.Kind switch
        {
            ValueKind.String => value.AsUtf8().Length,
            ValueKind.List => value.AsList().ElementBytes,
            _ => 0,
        };
        if (bytes < MinBytes)
        {
            return depth > 0 && AddParts(value, depth - 1);
        }
        if (!(_counted ??= new HashSet<Value>(ValueIdentity.Instance)).Add(value))
        {
            return false;
        }
        Bytes += bytes;
        return true;
    }

    private bool AddParts(Value value, int depth)
    {
        bool isAny = false;
        if (value.Kind == ValueKind.List && value.AsList().ElementBytes > 0)
        {
            var elements = value.AsList().AsSpan();
            for (int i = 0; i < Math.Min(MaxParts, elements.Length); i++)
            {
                isAny |= MayBeLarge(elements[i]) && Add(elements[i], depth);
            }
        }
        else if (value.Kind == ValueKind.Map)
        {
            var entries = value.AsMap().AsSpan();
            for (int i = 0; i < Math.Min(MaxParts, entries.Length); i++)
            {
                isAny |= MayBeLarge(entries[i].Value) && Add(entries[i].Value, depth);
            }
        }
        return isAny;
    }

    private static bool MayBeLarge(Value value) =>
        value.Kind is ValueKind.String or ValueKind.List or ValueKind.Map;
}

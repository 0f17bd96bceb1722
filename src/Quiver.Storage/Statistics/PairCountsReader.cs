namespace Quiver.Storage.Statistics;

/// <summary>Walks through the bytes of <see cref="PairCounts"/>, which may be anything. Not thread safe.</summary>
internal struct PairCountsReader
{
    private readonly byte[] _bytes;
    private readonly int _length;

    /// <summary>Begins at the first type.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="length">How many of them are in use.</param>
    public PairCountsReader(byte[] bytes, int length)
    {
        (_bytes, _length) = (bytes, length);
        Type = -1;
        Label = -1;
    }

    /// <summary>Begins at a pair.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="position">Where the pair stands.</param>
    /// <param name="label">The label before it; -1 for none.</param>
    /// <param name="pairs">How many pairs to read at most.</param>
    public PairCountsReader(byte[] bytes, int position, int label, int pairs)
    {
        (_bytes, _length) = (bytes, bytes.Length);
        Position = position;
        Type = -1;
        Label = label;
        PairsLeft = pairs;
    }

    /// <summary>Where the next thing stands.</summary>
    public int Position { get; private set; }

    /// <summary>The type that was read last.</summary>
    public int Type { get; private set; }

    /// <summary>The label that was read last; -1 before the first of a type.</summary>
    public int Label { get; private set; }

    /// <summary>The count that was read last.</summary>
    public long Count { get; private set; }

    /// <summary>The pairs of the type that are still to be read.</summary>
    public int PairsLeft { get; private set; }

    /// <summary>Whether all bytes were read.</summary>
    public readonly bool IsAtEnd => Position == _length;

    /// <summary>Reads a type and how many pairs it has; false when there is none.</summary>
    public bool TryReadType()
    {
        var bytes = _bytes.AsSpan(0, _length);
        int position = Position;
        if (
            !Varints.TryRead(bytes, ref position, out ulong step)
            || !Varints.TryRead(bytes, ref position, out ulong pairs)
            || !TryStep(Type, step, out int type)
            || pairs == 0
            || pairs > (ulong)(_length - position) / 2
        )
        {
            return false;
        }
        Position = position;
        Type = type;
        PairsLeft = (int)pairs;
        Label = -1;
        return true;
    }

    /// <summary>Reads a label and its count; false when there is none.</summary>
    public bool TryReadPair()
    {
        var bytes = _bytes.AsSpan(0, _length);
        int position = Position;
        if (
            !Varints.TryRead(bytes, ref position, out ulong step)
            || !Varints.TryRead(bytes, ref position, out ulong count)
            || !TryStep(Label, step, out int label)
            || count is 0 or > long.MaxValue
        )
        {
            return false;
        }
        Position = position;
        Label = label;
        Count = (long)count;
        PairsLeft--;
        return true;
    }

    /// <summary>The first number is given as it is, each further one by what it is above the one before, which is at least 1.</summary>
    private static bool TryStep(int before, ulong step, out int number)
    {
        long sum = Math.Max(before, 0) + (long)Math.Min(step, int.MaxValue);
        number = (int)Math.Min(sum, int.MaxValue);
        return sum < int.MaxValue && (before < 0 || step > 0);
    }
}

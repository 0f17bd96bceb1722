using Quiver.Foundation;
using Quiver.Import.Headers;
using Quiver.Storage.Tokens;

namespace Quiver.Import.Pipeline;

/// <summary>Numbers names in the order of their first use. Thread safe.</summary>
internal sealed class NameRegistry
{
    /// <summary>Names whose places in the table are looked for at once.</summary>
    private const int MostTogether = 16;

    private readonly Lock _lock = new();
    private readonly NameTable _names = new();

    /// <summary>How many names there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _names.Count;
            }
        }
    }

    /// <summary>The number of a name, which is given one when it is new.</summary>
    public int NumberOf(string name)
    {
        lock (_lock)
        {
            return _names.NumberOf(name);
        }
    }

    /// <summary>Makes room for more names.</summary>
    /// <param name="names">How many come, as far as one can tell.</param>
    public void Reserve(int names)
    {
        lock (_lock)
        {
            _names.Reserve(names);
        }
    }

    /// <summary>The numbers of the names of plain columns of a header, of which those that are new are given one.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="from">The first of those that are meant.</param>
    /// <param name="numbers">Receives the numbers, one a column.</param>
    public void NumberAll(HeaderColumns columns, int from, Span<int> numbers)
    {
        lock (_lock)
        {
            for (int first = 0; first < numbers.Length; first += MostTogether)
            {
                int end = Math.Min(first + MostTogether, numbers.Length);
                for (int index = first; index < end; index++)
                {
                    _names.Touch(columns.PlainHash(from + index));
                }
                for (int index = first; index < end; index++)
                {
                    numbers[index] = _names.NumberOf(
                        columns.PlainName(from + index),
                        columns.PlainHash(from + index)
                    );
                }
            }
        }
    }

    /// <summary>The number of a name; -1 when it has none.</summary>
    public int Find(string name)
    {
        lock (_lock)
        {
            return _names.Find(name);
        }
    }

    /// <summary>The number of a name in a block; a new one gets it in the order of the input.</summary>
    /// <param name="name">The name.</param>
    /// <param name="order">The order of the blocks.</param>
    /// <param name="sequence">The block's place among all.</param>
    public int NumberOf(string name, FirstUseOrder order, long sequence)
    {
        bool isTurn = false;
        return NumberOf(name, order, sequence, ref isTurn);
    }

    /// <inheritdoc cref="NumberOf(string, FirstUseOrder, long)"/>
    /// <param name="name">The name.</param>
    /// <param name="order">The order of the blocks.</param>
    /// <param name="sequence">The block's place among all.</param>
    /// <param name="isTurn">Whether all blocks before it are known to have read their names; true afterwards where that had to be waited for.</param>
    public int NumberOf(string name, FirstUseOrder order, long sequence, ref bool isTurn)
    {
        if (!isTurn && Find(name) is >= 0 and var number)
        {
            return number;
        }
        if (!isTurn)
        {
            order.WaitFor(sequence);
            isTurn = true;
        }
        return NumberOf(name);
    }

    /// <summary>The name of a number.</summary>
    public string NameOf(int number)
    {
        lock (_lock)
        {
            return _names.TextOf(number);
        }
    }

    /// <summary>Gives names that <see cref="Write"/> wrote their numbers again; those that are known already come first among them.</summary>
    public void Restore(BinaryReader input)
    {
        int count = input.ReadInt32();
        for (int number = 0; number < count; number++)
        {
            byte[] name = input.ReadBytes(input.ReadInt32());
            lock (_lock)
            {
                Invariant.Assert(_names.NumberOf(name) == number);
            }
        }
    }

    /// <summary>Writes names in the order of their numbers, as <see cref="Restore"/> reads them.</summary>
    public static void Write(NameTable names, BinaryWriter output)
    {
        output.Write(names.Count);
        foreach (var page in names.Pages)
        {
            output.Write(page.Span);
        }
    }

    /// <summary>All names as they are now.</summary>
    public NameTable ToTable()
    {
        lock (_lock)
        {
            return _names.Copy();
        }
    }
}

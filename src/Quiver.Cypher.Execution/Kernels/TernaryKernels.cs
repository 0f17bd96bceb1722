using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Kernels;

/// <summary>Three-valued logic over whole columns, on one byte a row: 0 is false, 1 is unknown, 2 is true, so that AND is the minimum, OR the maximum.</summary>
internal static class TernaryKernels
{
    /// <summary>The code of false.</summary>
    public const byte False = 0;

    /// <summary>The code of null.</summary>
    public const byte Unknown = 1;

    /// <summary>The code of true.</summary>
    public const byte True = 2;

    /// <summary>The codes of a column, which must hold booleans and nulls only; another value fails the query.</summary>
    public static void Load(ColumnVector column, Span<byte> codes)
    {
        if (column is WordVector { Kind: VectorKind.Boolean } words)
        {
            var items = words.Items;
            for (int row = 0; row < items.Length; row++)
            {
                codes[row] = (byte)(items[row] << 1);
            }
            if (words.HasNulls)
            {
                MarkUnknown(words, codes);
            }
            return;
        }
        for (int row = 0; row < column.Count; row++)
        {
            codes[row] = CodeOf(column[row]);
        }
    }

    /// <summary>The column of codes.</summary>
    /// <param name="codes">The codes.</param>
    /// <param name="spare">A column that this made before and nobody reads any more: it is filled anew.</param>
    public static WordVector Store(ReadOnlySpan<byte> codes, WordVector? spare = null)
    {
        var result = spare ?? new WordVector(VectorKind.Boolean, codes.Length);
        result.Clear();
        var words = result.AppendSpan(codes.Length);
        for (int row = 0; row < codes.Length; row++)
        {
            words[row] = codes[row] >> 1;
        }
        if (codes.Contains(Unknown))
        {
            for (int row = 0; row < codes.Length; row++)
            {
                if (codes[row] == Unknown)
                {
                    result.MarkNull(row);
                }
            }
        }
        return result;
    }

    /// <summary>The code of one value, which must be a boolean or null.</summary>
    public static byte CodeOf(Value value) =>
        value.Kind switch
        {
            ValueKind.Boolean => value.AsBoolean() ? True : False,
            ValueKind.Null => Unknown,
            _ => throw RuntimeErrors.NotABoolean(value),
        };

    /// <summary>The code of a three-valued result.</summary>
    public static byte CodeOf(Ternary value) =>
        value switch
        {
            Ternary.True => True,
            Ternary.False => False,
            _ => Unknown,
        };

    /// <summary>Conjunction into the left codes.</summary>
    public static void And(Span<byte> left, ReadOnlySpan<byte> right)
    {
        for (int row = 0; row < left.Length; row++)
        {
            left[row] = Math.Min(left[row], right[row]);
        }
    }

    /// <summary>Disjunction into the left codes.</summary>
    public static void Or(Span<byte> left, ReadOnlySpan<byte> right)
    {
        for (int row = 0; row < left.Length; row++)
        {
            left[row] = Math.Max(left[row], right[row]);
        }
    }

    /// <summary>Exclusive disjunction into the left codes.</summary>
    public static void Xor(Span<byte> left, ReadOnlySpan<byte> right)
    {
        for (int row = 0; row < left.Length; row++)
        {
            left[row] =
                left[row] == Unknown || right[row] == Unknown
                    ? Unknown
                    : (byte)(left[row] ^ right[row]);
        }
    }

    /// <summary>Negation in place.</summary>
    public static void Not(Span<byte> codes)
    {
        for (int row = 0; row < codes.Length; row++)
        {
            codes[row] = (byte)(True - codes[row]);
        }
    }

    /// <summary>Writes the rows that have a code, or that have any other, to <paramref name="rows"/>; gives how many.</summary>
    public static int Select(ReadOnlySpan<byte> codes, byte code, bool equal, Span<int> rows)
    {
        int count = 0;
        for (int row = 0; row < codes.Length; row++)
        {
            rows[count] = row;
            count += (codes[row] == code) == equal ? 1 : 0;
        }
        return count;
    }

    private static void MarkUnknown(WordVector words, Span<byte> codes)
    {
        for (int row = 0; row < words.Count; row++)
        {
            if (words.IsNull(row))
            {
                codes[row] = Unknown;
            }
        }
    }
}

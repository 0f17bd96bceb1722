using System.Runtime.CompilerServices;

namespace Quiver.Model.Values;

/// <summary>Exact comparison of integers with floats: no integer is rounded to a double on the way.</summary>
public static class NumberComparison
{
    // The smallest power of two that no 64-bit integer reaches; exact as a double.
    private const double TwoTo63 = 9223372036854775808.0;

    /// <summary>Compares by numeric value; NaN is greater than every number and equal to itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Compare(double left, double right)
    {
        if (left < right)
        {
            return -1;
        }
        if (left > right)
        {
            return 1;
        }
        return left == right ? 0 : double.IsNaN(left).CompareTo(double.IsNaN(right));
    }

    /// <summary>Compares by numeric value; NaN is greater than every number.</summary>
    public static int Compare(long left, double right)
    {
        if (right >= TwoTo63 || double.IsNaN(right))
        {
            return -1;
        }
        if (right < -TwoTo63)
        {
            return 1;
        }
        // Here the float's whole part fits an integer, and the part behind the point decides ties.
        double whole = Math.Truncate(right);
        int comparison = left.CompareTo((long)whole);
        return comparison != 0 ? comparison : whole.CompareTo(right);
    }

    /// <summary>Compares by numeric value; NaN is greater than every number.</summary>
    public static int Compare(double left, long right) => -Compare(right, left);

    /// <summary>Compares two values that are both numbers; NaN is greater than every number and equal to itself.</summary>
    internal static int Compare(in Value left, in Value right)
    {
        if (left.Kind == ValueKind.Integer)
        {
            return right.Kind == ValueKind.Integer
                ? left.Bits.CompareTo(right.Bits)
                : Compare(left.Bits, right.AsFloat());
        }
        return right.Kind == ValueKind.Integer
            ? Compare(left.AsFloat(), right.Bits)
            : Compare(left.AsFloat(), right.AsFloat());
    }

    /// <summary>Whether a value is the float NaN.</summary>
    internal static bool IsNaN(in Value value) =>
        value.Kind == ValueKind.Float && double.IsNaN(value.AsFloat());
}

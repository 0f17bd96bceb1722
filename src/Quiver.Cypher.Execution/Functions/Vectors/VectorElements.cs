using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Vectors;

/// <summary>The coordinates of vectors, and of the lists of numbers that stand for vectors.</summary>
internal static class VectorElements
{
    /// <summary>A vector's coordinates.</summary>
    public static Value[] Of(VectorValue vector)
    {
        var elements = new Value[vector.Dimensions];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = vector[i];
        }
        return elements;
    }

    /// <summary>The coordinates of an argument that must be a vector.</summary>
    public static double[] OfVector(in FunctionCall call, int index) =>
        call[index].Kind == ValueKind.Vector
            ? Array.ConvertAll(Of(call[index].AsVector()), static e => e.AsNumber())
            : throw call.Unexpected(index, "a VECTOR");

    /// <summary>The coordinates of an argument that must be a vector or a list of numbers.</summary>
    public static double[] OfVectorOrList(in FunctionCall call, int index)
    {
        if (call[index].Kind == ValueKind.Vector)
        {
            return OfVector(call, index);
        }
        var list = call.List(index);
        double[] numbers = new double[list.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = list[i].IsNumber
                ? list[i].AsNumber()
                : throw call.Unexpected(index, "a LIST<INTEGER | FLOAT> or VECTOR");
        }
        return numbers;
    }

    /// <summary>Refuses two vectors that cannot be set against each other.</summary>
    public static void CheckDimensions(in FunctionCall call, double[] left, double[] right)
    {
        if (left.Length != right.Length || left.Length == 0)
        {
            throw RuntimeErrors.InvalidArgument(
                $"'{call.Function}()' needs two vectors of the same dimension, got {left.Length} and {right.Length}."
            );
        }
    }
}

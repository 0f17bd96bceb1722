using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Procedures;

/// <summary>Makes numbers of what vector indexes are about: vectors, and lists of numbers.</summary>
internal static class VectorReader
{
    /// <summary>The numbers of a value, with their length; null for what is none, is empty or holds what is no finite number.</summary>
    public static NumberVector? Read(Value value)
    {
        double[] numbers;
        if (value.Kind == ValueKind.Vector)
        {
            var vector = value.AsVector();
            numbers = new double[vector.Dimensions];
            for (int i = 0; i < numbers.Length; i++)
            {
                numbers[i] = vector[i].AsNumber();
            }
        }
        else if (value.Kind == ValueKind.List)
        {
            var list = value.AsList();
            numbers = new double[list.Count];
            for (int i = 0; i < numbers.Length; i++)
            {
                if (!list[i].IsNumber)
                {
                    return null;
                }
                numbers[i] = list[i].AsNumber();
            }
        }
        else
        {
            return null;
        }
        double square = 0;
        foreach (double number in numbers)
        {
            square += number * number;
        }
        return numbers.Length > 0 && double.IsFinite(square)
            ? new NumberVector(numbers, Math.Sqrt(square))
            : null;
    }
}

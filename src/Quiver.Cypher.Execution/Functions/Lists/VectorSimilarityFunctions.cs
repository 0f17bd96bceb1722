using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Lists;

/// <summary>vector.similarity.cosine and vector.similarity.euclidean over lists of numbers, in 0 to 1.</summary>
internal static class VectorSimilarityFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("vector.similarity.cosine", Cosine);
        table.Add("vector.similarity.euclidean", Euclidean);
    }

    private static Value Cosine(in FunctionCall call)
    {
        var (left, right) = Pair(call);
        double dot = 0;
        double leftSquare = 0;
        double rightSquare = 0;
        for (int i = 0; i < left.Count; i++)
        {
            double x = Element(call, left, i);
            double y = Element(call, right, i);
            dot += x * y;
            leftSquare += x * x;
            rightSquare += y * y;
        }
        if (leftSquare == 0 || rightSquare == 0)
        {
            throw RuntimeErrors.InvalidArgument(
                "vector.similarity.cosine() needs vectors whose length is not zero."
            );
        }
        double cosine = dot / (Math.Sqrt(leftSquare) * Math.Sqrt(rightSquare));
        return Value.Float((1 + cosine) / 2);
    }

    private static Value Euclidean(in FunctionCall call)
    {
        var (left, right) = Pair(call);
        double square = 0;
        for (int i = 0; i < left.Count; i++)
        {
            double difference = Element(call, left, i) - Element(call, right, i);
            square += difference * difference;
        }
        return Value.Float(1 / (1 + square));
    }

    private static (ListValue Left, ListValue Right) Pair(in FunctionCall call)
    {
        var left = call.List(0);
        var right = call.List(1);
        return left.Count == right.Count && left.Count > 0
            ? (left, right)
            : throw RuntimeErrors.InvalidArgument(
                $"'{call.Function}()' needs two vectors of the same dimension, got {left.Count} and {right.Count}."
            );
    }

    private static double Element(in FunctionCall call, ListValue list, int index) =>
        list[index].IsNumber
            ? list[index].AsNumber()
            : throw RuntimeErrors.UnexpectedArgument(
                call.Function,
                "a LIST<INTEGER | FLOAT>",
                Value.List(list)
            );
}

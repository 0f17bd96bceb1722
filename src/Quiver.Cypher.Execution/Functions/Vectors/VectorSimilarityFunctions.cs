using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Vectors;

/// <summary>vector.similarity.cosine and vector.similarity.euclidean over vectors and lists of numbers, in 0 to 1.</summary>
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
        double[] left = VectorElements.OfVectorOrList(call, 0);
        double[] right = VectorElements.OfVectorOrList(call, 1);
        VectorElements.CheckDimensions(call, left, right);
        double dot = 0;
        double leftSquare = 0;
        double rightSquare = 0;
        for (int i = 0; i < left.Length; i++)
        {
            dot += left[i] * right[i];
            leftSquare += left[i] * left[i];
            rightSquare += right[i] * right[i];
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
        double[] left = VectorElements.OfVectorOrList(call, 0);
        double[] right = VectorElements.OfVectorOrList(call, 1);
        VectorElements.CheckDimensions(call, left, right);
        double square = 0;
        for (int i = 0; i < left.Length; i++)
        {
            double difference = left[i] - right[i];
            square += difference * difference;
        }
        return Value.Float(1 / (1 + square));
    }
}

using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Vectors;

/// <summary>vector, vector_dimension_count, vector_distance, vector_norm.</summary>
internal static class VectorFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("vector", VectorConstruction.Construct);
        table.Add(
            "vector_dimension_count",
            static (in FunctionCall call) =>
                call[0].Kind == ValueKind.Vector
                    ? Value.Integer(call[0].AsVector().Dimensions)
                    : throw call.Unexpected(0, "a VECTOR")
        );
        table.Add("vector_distance", Distance);
        table.Add("vector_norm", Norm);
    }

    private static Value Distance(in FunctionCall call)
    {
        double[] left = VectorElements.OfVector(call, 0);
        double[] right = VectorElements.OfVector(call, 1);
        VectorElements.CheckDimensions(call, left, right);
        double distance = call.Text(2).ToUpperInvariant() switch
        {
            "EUCLIDEAN" => Math.Sqrt(SquaredDistance(left, right)),
            "EUCLIDEAN_SQUARED" => SquaredDistance(left, right),
            "MANHATTAN" => Sum(left, right, static (x, y) => Math.Abs(x - y)),
            "COSINE" => 1
                - Dot(left, right) / (Math.Sqrt(Dot(left, left)) * Math.Sqrt(Dot(right, right))),
            "DOT" => -Dot(left, right),
            "HAMMING" => Sum(left, right, static (x, y) => x.Equals(y) ? 0 : 1),
            _ => throw UnknownMetric(call, 2),
        };
        return Value.Float(distance);
    }

    private static Value Norm(in FunctionCall call)
    {
        double[] vector = VectorElements.OfVector(call, 0);
        double norm = call.Text(1).ToUpperInvariant() switch
        {
            "EUCLIDEAN" => Math.Sqrt(Dot(vector, vector)),
            "MANHATTAN" => Sum(vector, vector, static (x, _) => Math.Abs(x)),
            _ => throw UnknownMetric(call, 1),
        };
        return Value.Float(norm);
    }

    private static double SquaredDistance(double[] left, double[] right) =>
        Sum(left, right, static (x, y) => (x - y) * (x - y));

    private static double Dot(double[] left, double[] right) =>
        Sum(left, right, static (x, y) => x * y);

    private static double Sum(double[] left, double[] right, Func<double, double, double> term)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += term(left[i], right[i]);
        }
        return sum;
    }

    private static Exception UnknownMetric(in FunctionCall call, int index) =>
        RuntimeErrors.InvalidArgument($"'{call.Function}()' has no metric '{call.Text(index)}'.");
}

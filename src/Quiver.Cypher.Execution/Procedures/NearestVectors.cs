using System.Numerics;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Procedures;

/// <summary>Keeps the nearest of the vectors that it is shown. Vectors of another count of numbers than the query's are none of the index's, nor those of length 0 where nearness is by angle.</summary>
/// <param name="wanted">How many are kept.</param>
/// <param name="query">What they are to be near to.</param>
/// <param name="isEuclidean">Whether nearness is by distance; otherwise by angle.</param>
/// <param name="charge">Takes memory from the query's budget.</param>
internal sealed class NearestVectors(
    int wanted,
    NumberVector query,
    bool isEuclidean,
    Action<long> charge
)
{
    private const long BytesOfEntry = 32;

    // The worst first; of equally near ones the entity with the higher id goes first.
    private readonly PriorityQueue<long, (double Score, long NegatedId)> _kept = new();

    /// <summary>Looks at the vectors of some entities.</summary>
    public void Add(ReadOnlySpan<long> ids, ColumnVector values)
    {
        for (int row = 0; row < ids.Length; row++)
        {
            if (values.IsNull(row) || VectorReader.Read(values[row]) is not { } vector)
            {
                continue;
            }
            if (vector.Values.Length != query.Values.Length || (!isEuclidean && vector.Length == 0))
            {
                continue;
            }
            var rank = (ScoreOf(vector), -ids[row]);
            if (_kept.Count < wanted)
            {
                charge(BytesOfEntry);
                _kept.Enqueue(ids[row], rank);
            }
            else
            {
                _kept.EnqueueDequeue(ids[row], rank);
            }
        }
    }

    /// <summary>What was kept, the nearest first.</summary>
    public IEnumerable<(long Id, double Score)> InOrder()
    {
        var found = new (long Id, double Score)[_kept.Count];
        for (int i = found.Length - 1; i >= 0; i--)
        {
            _kept.TryDequeue(out long id, out var rank);
            found[i] = (id, rank.Score);
        }
        return found;
    }

    private double ScoreOf(NumberVector vector)
    {
        if (isEuclidean)
        {
            return 1 / (1 + SquaredDistance(query.Values, vector.Values));
        }
        double cosine = Dot(query.Values, vector.Values) / (query.Length * vector.Length);
        return (1 + cosine) / 2;
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sums = Vector<double>.Zero;
        int at = 0;
        for (; at + Vector<double>.Count <= left.Length; at += Vector<double>.Count)
        {
            sums += new Vector<double>(left[at..]) * new Vector<double>(right[at..]);
        }
        double sum = Vector.Sum(sums);
        for (; at < left.Length; at++)
        {
            sum += left[at] * right[at];
        }
        return sum;
    }

    private static double SquaredDistance(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sums = Vector<double>.Zero;
        int at = 0;
        for (; at + Vector<double>.Count <= left.Length; at += Vector<double>.Count)
        {
            var difference = new Vector<double>(left[at..]) - new Vector<double>(right[at..]);
            sums += difference * difference;
        }
        double sum = Vector.Sum(sums);
        for (; at < left.Length; at++)
        {
            double difference = left[at] - right[at];
            sum += difference * difference;
        }
        return sum;
    }
}

using Quiver.Apoc.Queries;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Apoc.Paths;

/// <summary>apoc.algo.dijkstra and apoc.algo.aStar: the path of the least sum of a property of its relationships.</summary>
/// <param name="call">The call.</param>
/// <param name="relationships">Those that are followed.</param>
/// <param name="property">The property, a number from 0 on.</param>
/// <param name="otherwise">What a relationship without it counts; NaN where it is not followed.</param>
internal sealed class WeightedSearch(
    ProcedureInvocation call,
    RelationshipFilter relationships,
    string property,
    double otherwise
)
{
    private const int Room = 1024;
    private const int BytesPerNode = 100;
    private const int NodesPerCharge = 1000;
    private const string Ends =
        "startNode NODE, endNode NODE, relTypesAndDirections STRING, weightPropertyName STRING";
    private const string Result = ") YIELD path PATH, weight FLOAT: ";

    private readonly Dictionary<long, (double Weight, long Relationship, long From)> _reached = [];
    private readonly HashSet<long> _done = [];
    private readonly PriorityQueue<long, double> _open = new();
    private readonly int[] _rows = new int[Room];
    private readonly long[] _ids = new long[Room];
    private readonly long[] _neighbours = new long[Room];
    private int _charged;

    /// <summary>The procedures.</summary>
    public static IReadOnlyList<Procedure> All { get; } =
    [
        new(
            QueryProcedure.SignatureOf(
                $"apoc.algo.dijkstra({Ends}, defaultWeight ANY = null, numberOfWantedPaths INTEGER = 1{Result}Finds the path of the least sum of a property; a relationship without it counts the default weight, or is not followed."
            ),
            static call =>
                call.Arguments[5].IsNull || call.Arguments[5].AsInteger() == 1
                    ? Run(call, NumberOf(call.Arguments[4]))
                    : throw ApocErrors.WrongOption("numberOfWantedPaths", "1")
        ),
        new(
            QueryProcedure.SignatureOf(
                $"apoc.algo.aStar({Ends}, latPropertyName STRING, lonPropertyName STRING{Result}Finds the same path; where nodes lie is not needed for it."
            ),
            static call => Run(call, double.NaN)
        ),
    ];

    private static double NumberOf(in Value value) =>
        value.IsNull ? double.NaN
        : value.IsNumber ? value.AsNumber()
        : throw ApocErrors.WrongOption("defaultWeight", "a number");

    private static IEnumerable<Value[]> Run(ProcedureInvocation call, double otherwise)
    {
        if (call.Arguments.Take(4).Any(static a => a.IsNull))
        {
            return [];
        }
        var search = new WeightedSearch(
            call,
            new RelationshipFilter(call.Snapshot, call.Arguments[2].AsString()),
            call.Arguments[3].AsString(),
            otherwise
        );
        var (start, end) = (call.Arguments[0].AsNode().Value, call.Arguments[1].AsNode().Value);
        return search.Find(start, end)
            ?
            [
                [search.PathTo(start, end), Value.Float(search._reached[end].Weight)],
            ]
            : [];
    }

    private bool Find(long start, long end)
    {
        _reached[start] = (0, -1, -1);
        _open.Enqueue(start, 0);
        while (_open.TryDequeue(out long node, out _))
        {
            call.Cancellation.ThrowIfCancellationRequested();
            if (!_done.Add(node))
            {
                continue;
            }
            if (node == end)
            {
                return true;
            }
            foreach (var expansion in relationships.Expansions)
            {
                expansion.Start([node]);
                while (expansion.Next(_rows, _ids, _neighbours) is > 0 and int count)
                {
                    Reach(node, count);
                }
            }
        }
        return false;
    }

    private void Reach(long node, int count)
    {
        var weights = WeightsOf(_ids.AsSpan(0, count));
        double before = _reached[node].Weight;
        for (int i = 0; i < count; i++)
        {
            double weight =
                weights.IsNull(i) ? otherwise
                : weights[i].IsNumber ? weights[i].AsNumber()
                : throw ApocErrors.WrongWeight(property, weights[i]);
            if (weight < 0)
            {
                throw ApocErrors.WrongWeight(property, weights[i]);
            }
            double sum = before + weight;
            bool isNearer =
                !double.IsNaN(sum)
                && (!_reached.TryGetValue(_neighbours[i], out var known) || sum < known.Weight);
            if (isNearer)
            {
                _reached[_neighbours[i]] = (sum, _ids[i], node);
                _open.Enqueue(_neighbours[i], sum);
            }
        }
        if (_reached.Count - _charged >= NodesPerCharge)
        {
            call.Charge((long)(_reached.Count - _charged) * BytesPerNode);
            _charged = _reached.Count;
        }
    }

    private ColumnVector WeightsOf(ReadOnlySpan<long> ids)
    {
        var weights = new ColumnBuilder(ids.Length);
        var key = call.Snapshot.Tokens.PropertyKey(property);
        if (key == PropertyKeyId.None)
        {
            for (int i = 0; i < ids.Length; i++)
            {
                weights.Append(Value.Null);
            }
        }
        else
        {
            call.Snapshot.ReadRelationshipProperty(key, ids, weights);
        }
        return weights.Build();
    }

    private Value PathTo(long start, long end)
    {
        var nodes = new List<NodeId> { new(end) };
        var steps = new List<RelationshipId>();
        for (long node = end; node != start; )
        {
            var (_, relationship, from) = _reached[node];
            steps.Add(new(relationship));
            nodes.Add(new(from));
            node = from;
        }
        nodes.Reverse();
        steps.Reverse();
        return Value.Path(new PathValue([.. nodes], [.. steps]));
    }
}

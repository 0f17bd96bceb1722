using Quiver.Cypher.Execution.Procedures;
using Quiver.Model;

namespace Quiver.Cypher.Execution.Functions.Apoc;

/// <summary>Relationships by types and directions, as functions of APOC take them: <c>KNOWS&gt;|&lt;LIKES|OTHER</c>, empty for all.</summary>
internal sealed class RelationshipChoice
{
    private readonly QueryContext _context;
    private readonly string _text;
    private readonly Direction _direction;

    /// <summary>Takes a text.</summary>
    /// <param name="context">The query.</param>
    /// <param name="text">The types.</param>
    /// <param name="direction">The direction of what names none.</param>
    public RelationshipChoice(QueryContext context, string text, Direction direction)
    {
        _context = context;
        _text = text;
        _direction = direction;
    }

    /// <summary>Each type with its direction.</summary>
    public IEnumerable<Part> Parts()
    {
        foreach (
            string text in _text.Split(
                '|',
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            )
        )
        {
            var direction =
                text.EndsWith('>') ? Direction.Outgoing
                : text.StartsWith('<') ? Direction.Incoming
                : _direction;
            yield return new Part(_context, text, text.Trim('<', '>').Trim(), direction);
        }
    }

    /// <summary>The same, with each type of the database where all are meant.</summary>
    public IEnumerable<Part> PartsWithTypes() =>
        Parts().Any()
            ? Parts()
            : _context.Snapshot.Tokens.RelationshipTypes.All.Select(name => new Part(
                _context,
                name,
                name,
                _direction
            ));

    /// <summary>The number of such relationships of a node.</summary>
    public long DegreeOf(NodeId node) =>
        Parts().Any()
            ? Parts().Sum(part => part.DegreeOf(node))
            : new Part(_context, "", "", _direction).DegreeOf(node);

    /// <summary>Whether there is such a relationship between two nodes, seen from the first.</summary>
    public bool Connects(NodeId first, NodeId second) =>
        Parts().Any()
            ? Parts().Any(part => part.Connects(first, second))
            : new Part(_context, "", "", _direction).Connects(first, second);

    /// <summary>One type and direction.</summary>
    internal sealed record Part(QueryContext Context, string Text, string Name, Direction Direction)
    {
        /// <summary>The number of such relationships of a node.</summary>
        public long DegreeOf(NodeId node)
        {
            if (!TryFindTypes(out var types) || VirtualEntities.IsVirtual(node.Value))
            {
                return 0;
            }
            Context.CountHits(1);
            Span<long> degree = [0];
            Context.Snapshot.ReadDegrees([node.Value], Direction, types, degree);
            return degree[0];
        }

        /// <summary>Whether there is such a relationship.</summary>
        public bool Connects(NodeId first, NodeId second)
        {
            if (
                !TryFindTypes(out var types)
                || VirtualEntities.IsVirtual(first.Value)
                || VirtualEntities.IsVirtual(second.Value)
            )
            {
                return false;
            }
            Context.CountHits(1);
            var found = new List<RelationshipId>();
            Context.Snapshot.FindRelationships(first, second, Direction, types, found);
            return found.Count > 0;
        }

        private bool TryFindTypes(out RelationshipTypeId[] types)
        {
            types = [];
            if (Name.Length == 0)
            {
                return true;
            }
            var type = Context.Snapshot.Tokens.RelationshipType(Name);
            types = [type];
            return type != RelationshipTypeId.None;
        }
    }
}

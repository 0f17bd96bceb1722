using Quiver.Cypher.Planning.Catalog;
using Quiver.Cypher.Planning.Notifications;
using Quiver.Foundation.Text;
using Quiver.Model;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>Collects the notifications about a query while it is bound.</summary>
/// <param name="catalog">The names that the database knows.</param>
internal sealed class BindingWarnings(IPlanningCatalog catalog)
{
    private readonly List<PlanNotification> _notifications = [];

    private readonly HashSet<PlanNotification> _known = [];

    /// <summary>What was found, in order, nothing twice; the first so many of <see cref="PlanningLimits.MaxNotifications"/>.</summary>
    public IReadOnlyList<PlanNotification> Notifications => _notifications;

    /// <summary>Warns of a label that no node has ever had.</summary>
    public void UseLabel(string name, TextPosition position)
    {
        if (!catalog.HasLabel(name))
        {
            Add(PlanNotifications.UnknownLabel(name, Nearest(name, catalog.Labels), position));
        }
    }

    /// <summary>Warns of a type that no relationship has ever had.</summary>
    public void UseRelationshipType(string name, TextPosition position)
    {
        if (!catalog.HasRelationshipType(name))
        {
            Add(
                PlanNotifications.UnknownRelationshipType(
                    name,
                    Nearest(name, catalog.RelationshipTypes),
                    position
                )
            );
        }
    }

    /// <summary>Warns of a property key that nothing has ever had.</summary>
    public void UsePropertyKey(string name, TextPosition position)
    {
        if (!catalog.HasPropertyKey(name))
        {
            Add(
                PlanNotifications.UnknownPropertyKey(
                    name,
                    Nearest(name, catalog.PropertyKeys),
                    position
                )
            );
        }
    }

    private string? Nearest(string name, IReadOnlyList<string> known) =>
        _known.Count == PlanningLimits.MaxNotifications
            ? null
            : NearestName.Find(name, known.Take(PlanningLimits.MaxSuggestionCandidates));

    /// <summary>Adds a notification unless it is already there.</summary>
    public void Add(PlanNotification notification)
    {
        if (_known.Count < PlanningLimits.MaxNotifications && _known.Add(notification))
        {
            _notifications.Add(notification);
        }
    }
}

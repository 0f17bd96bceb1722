using Quiver.Foundation.Text;
using Quiver.Storage.Generations;
using Quiver.Storage.Schema;
using Quiver.Storage.Tokens;

namespace Quiver.Import.Pipeline;

/// <summary>Warns of indexes and constraints about labels, types and properties that nothing in the input has: mistyped ones would stay empty unnoticed.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="names">The names that there are.</param>
/// <param name="groups">All groups of files.</param>
internal sealed class UnusedSchema(
    ImportOptions options,
    ImportNames names,
    IReadOnlyList<FileGroupPlan> groups
)
{
    /// <summary>Warnings that are printed.</summary>
    private const int MaxWarnings = 20;

    /// <summary>Warns of names that no header and no option has; nothing is read for it.</summary>
    public void WarnOfUnknownNames(IImportProgress progress) =>
        Warn(progress, Subjects().SelectMany(UnknownNames));

    /// <summary>Warns of labels and types that only cells could have brought, and did not.</summary>
    public void WarnOfEmptyOnes(StagedGeneration graph, IImportProgress progress) =>
        Warn(
            progress,
            from subject in Subjects()
            from name in subject.LabelsOrTypes
            where GroupsOf(subject.Entity, name).Any()
            where graph.CountOf(subject.Entity, names.NumberOf(subject.Entity, name)) == 0
            select $"{Nothing(subject.Entity, name)}{subject.StaysEmpty}"
        );

    private static void Warn(IImportProgress progress, IEnumerable<string> warnings)
    {
        var distinct = warnings.Distinct(StringComparer.Ordinal).ToList();
        foreach (string warning in distinct.Take(MaxWarnings))
        {
            progress.Warn(warning);
        }
        if (distinct.Count > MaxWarnings)
        {
            progress.Warn($"… and {distinct.Count - MaxWarnings} more of this kind.");
        }
    }

    private static string Nothing(EntityKind entity, string name) =>
        entity == EntityKind.Node
            ? $"No node has the label '{name}'"
            : $"No relationship has the type '{name}'";

    private IEnumerable<Subject> Subjects() =>
        options.Schema.Select(command =>
            command.Index is { } index
                ? new Subject(
                    "index",
                    index.Name,
                    index.Entity,
                    index.LabelsOrTypes,
                    index.Properties
                )
                : new Subject(
                    "constraint",
                    command.Constraint!.Name,
                    command.Constraint.Entity,
                    [command.Constraint.LabelOrType],
                    command.Constraint.Properties
                )
        );

    private IEnumerable<string> UnknownNames(Subject subject)
    {
        var known = new TokenNames(RegistryOf(subject.Entity).ToTable()).All;
        foreach (string name in subject.LabelsOrTypes)
        {
            var found = GroupsOf(subject.Entity, name).ToList();
            if (found.Count == 0)
            {
                yield return $"{Nothing(subject.Entity, name)}{subject.StaysEmpty}{Hint(name, known)}";
                continue;
            }
            var keys = found.SelectMany(KeysOf).Distinct(StringComparer.Ordinal).ToList();
            foreach (string key in subject.Properties.Except(keys, StringComparer.Ordinal))
            {
                yield return $"No file of '{name}' has a property '{key}'{subject.StaysEmpty}{Hint(key, keys)}";
            }
        }
    }

    private static string Hint(string name, IEnumerable<string> known) =>
        NearestName.Find(name, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    /// <summary>The groups whose rows have, or may have, a label or type.</summary>
    private IEnumerable<FileGroupPlan> GroupsOf(EntityKind entity, string name)
    {
        int token = RegistryOf(entity).Find(name);
        return groups.Where(group =>
            group is NodeGroupPlan == (entity == EntityKind.Node) && group.MayHave(token)
        );
    }

    private NameRegistry RegistryOf(EntityKind entity) =>
        entity == EntityKind.Node ? names.Labels : names.RelationshipTypes;

    private static IEnumerable<string> KeysOf(FileGroupPlan group) =>
        group
            .Properties.Select(property => property.Column.Name)
            .Concat(
                ((group as NodeGroupPlan)?.Ids?.Parts ?? [])
                    .Where(part => part.Key is not null)
                    .Select(part => part.Column.Name)
            );

    /// <summary>What an index or a constraint is about.</summary>
    private sealed record Subject(
        string Kind,
        string? Name,
        EntityKind Entity,
        IReadOnlyList<string> LabelsOrTypes,
        IReadOnlyList<string> Properties
    )
    {
        /// <summary>What follows for it.</summary>
        public string StaysEmpty
        {
            get
            {
                string name = Name is null ? "" : $" '{Name}'";
                string about =
                    $"{string.Join('|', LabelsOrTypes)} ({string.Join(", ", Properties)})";
                return Kind == "index"
                    ? $": the index{name} of --schema on {about} finds nothing."
                    : $": the constraint{name} of --schema on {about} holds for nothing that is imported.";
            }
        }
    }
}

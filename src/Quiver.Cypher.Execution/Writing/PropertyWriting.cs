using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Writing;

/// <summary>Sets properties of nodes and relationships that exist.</summary>
internal static class PropertyWriting
{
    /// <summary>Sets a property, or removes it when the value is null and it is there.</summary>
    public static void Set(
        Value entity,
        string key,
        Value value,
        QueryContext context,
        bool isTracked
    )
    {
        var writer = context.RequireWriter();
        if (entity.Kind is not (ValueKind.Node or ValueKind.Relationship))
        {
            throw RuntimeErrors.UnexpectedType("Node or Relationship", entity);
        }
        writer.Require(entity);
        if (!value.IsNull)
        {
            var stored = PropertyValues.ToStorable(value);
            writer.SetProperty(entity, writer.PropertyKey(key), stored, isTracked);
        }
        else if (context.HasProperty(entity, key))
        {
            writer.RemoveProperty(entity, writer.PropertyKey(key));
        }
        else if (writer.TryFindPropertyKey(key, out var written))
        {
            // A row before may have set it without leaving a trace.
            writer.ForgetProperty(entity, written);
        }
    }
}

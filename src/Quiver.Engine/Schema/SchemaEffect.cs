using Quiver.Engine.Results;

namespace Quiver.Engine.Schema;

/// <summary>What a schema command did.</summary>
/// <param name="Counters">What it changed.</param>
/// <param name="Notification">Why it changed nothing, where that is no error.</param>
internal readonly record struct SchemaEffect(QueryCounters Counters, Notification? Notification);

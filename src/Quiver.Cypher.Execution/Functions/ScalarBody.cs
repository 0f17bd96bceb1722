using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions;

/// <summary>What a scalar function does with one row's arguments.</summary>
internal delegate Value ScalarBody(in FunctionCall call);

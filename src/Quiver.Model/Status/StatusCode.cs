namespace Quiver.Model.Status;

/// <summary>A Neo4j status code with the GQL status that newer protocols send beside it.</summary>
/// <param name="Code">For example <c>Neo.ClientError.Statement.SyntaxError</c>.</param>
/// <param name="GqlStatus">Five characters, for example <c>42001</c>.</param>
/// <param name="GqlDescription">The standard's text for that status.</param>
public sealed record StatusCode(string Code, string GqlStatus, string GqlDescription);

namespace Quiver.Cli.CommandLine;

/// <summary>The last of several values that a greedy option has taken: it may have been meant as a bare word, <c>--nodes=a.csv neo4j</c>.</summary>
/// <param name="Option">The option.</param>
/// <param name="Word">The word as typed.</param>
/// <param name="ValueIndex">Its place among the values of the option.</param>
internal sealed record SwallowedWord(string Option, string Word, int ValueIndex);

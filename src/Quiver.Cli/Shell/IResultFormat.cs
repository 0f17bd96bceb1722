namespace Quiver.Cli.Shell;

/// <summary>Prints a result.</summary>
internal interface IResultFormat
{
    /// <summary>Begins a result.</summary>
    void Begin(IReadOnlyList<string> columns);

    /// <summary>Takes a row.</summary>
    void Row(IReadOnlyList<object?> values);

    /// <summary>Ends the result; everything is written afterwards.</summary>
    void End();
}

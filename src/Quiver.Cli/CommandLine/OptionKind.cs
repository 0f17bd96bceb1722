namespace Quiver.Cli.CommandLine;

/// <summary>What may follow an option.</summary>
internal enum OptionKind
{
    /// <summary>Nothing, or true or false: <c>--x</c>, <c>--x=true</c>, <c>--x false</c>.</summary>
    Switch,

    /// <summary>Nothing, true or false, or something else: <c>--x</c>, <c>--x=v</c>, <c>--x v</c> where v cannot be a bare word of the command.</summary>
    SwitchOrValue,

    /// <summary>One value: <c>--x=v</c> or <c>--x v</c>.</summary>
    Value,

    /// <summary>One or more values, all bare words that follow.</summary>
    Values,
}

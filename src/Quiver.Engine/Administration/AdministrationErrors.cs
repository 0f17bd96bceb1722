using Quiver.Engine.Security;
using Quiver.Model.Status;

namespace Quiver.Engine.Administration;

/// <summary>The errors of commands on databases, aliases and users.</summary>
internal static class AdministrationErrors
{
    /// <summary>Text that cannot be a database's name.</summary>
    public static CypherException InvalidName(string problem) =>
        new(StatusCodes.ArgumentError, problem);

    /// <summary>Text that cannot be an alias.</summary>
    public static CypherException InvalidAlias(string name) =>
        new(
            StatusCodes.ArgumentError,
            $"Invalid alias '{name}'. An alias has 1 to {CommandValues.MaxNameLength} characters, none of them a control character, and begins neither with 'system' nor with an underscore."
        );

    /// <summary>A database, or an alias in its place, that a command needs does not exist.</summary>
    public static CypherException NoDatabase(string verb, string name) =>
        new(
            StatusCodes.DatabaseNotFound,
            $"Failed to {verb} the specified database '{name}': Database does not exist."
        );

    /// <summary>There is a database of that name.</summary>
    public static CypherException DatabaseExists(string name) =>
        new(
            StatusCodes.ExistingDatabaseFound,
            $"Failed to create the specified database '{name}': Database already exists."
        );

    /// <summary>There is an alias of that name.</summary>
    public static CypherException NameIsAlias(string name) =>
        new(
            StatusCodes.ExistingDatabaseFound,
            $"Failed to create the specified database '{name}': An alias of that name already exists."
        );

    /// <summary>What may not be done to the system or the default database.</summary>
    public static CypherException NotAllowedOn(string verb, string kind) =>
        new(StatusCodes.UnsupportedAdministrationCommand, $"Not allowed to {verb} {kind}.");

    /// <summary>A database whose aliases a DROP does not take along.</summary>
    public static CypherException HasAliases(string name, IEnumerable<string> aliases) =>
        new(
            StatusCodes.UnsupportedAdministrationCommand,
            $"Failed to delete the specified database '{name}': Database has one or more aliases. Drop the aliases {string.Join(", ", aliases.Select(static a => $"'{a}'"))} first, or use CASCADE ALIASES."
        );

    /// <summary>An option of CREATE DATABASE that this program does not have.</summary>
    public static CypherException UnknownOption(string name, string option) =>
        new(
            StatusCodes.ArgumentError,
            $"Could not create database '{name}' with specified option(s): '{option}'. Expected existingData: 'use'."
        );

    /// <summary>The alias exists, or a database of that name.</summary>
    public static CypherException AliasExists(string name, bool isDatabase) =>
        new(
            StatusCodes.ExistingDatabaseFound,
            $"Failed to create the specified database alias '{name}': {(isDatabase ? "Database exists with that name" : "Alias already exists")}."
        );

    /// <summary>There is no such alias.</summary>
    public static CypherException NoAlias(string verb, string name) =>
        new(
            StatusCodes.DatabaseNotFound,
            $"Failed to {verb} the specified database alias '{name}': Database alias does not exist."
        );

    /// <summary>The database that an alias shall name does not exist.</summary>
    public static CypherException NoTarget(string verb, string alias, string target) =>
        new(
            StatusCodes.DatabaseNotFound,
            $"Failed to {verb} the specified database alias '{alias}': Database '{target}' does not exist."
        );

    /// <summary>The files of a database could not be made or removed.</summary>
    public static CypherException DiskFailed(string verb, string name, Exception cause) =>
        new(
            StatusCodes.UnknownError,
            $"Failed to {verb} the specified database '{name}': {cause.Message}",
            inner: cause
        );

    /// <summary>The system database could not be changed.</summary>
    public static CypherException SystemFailed(Exception cause) =>
        new(
            StatusCodes.TransactionCommitFailed,
            $"The system database cannot be changed: {cause.Message}",
            inner: cause
        );

    /// <summary>A parameter is missing.</summary>
    public static CypherException MissingParameter(string name) =>
        new(StatusCodes.ParameterMissing, $"Expected parameter(s): {name}");

    /// <summary>A parameter is no text.</summary>
    public static CypherException NoText(string name) =>
        new(StatusCodes.InvalidType, $"Expected parameter ${name} to have type String.");

    /// <summary>Text that cannot be a user's name.</summary>
    public static CypherException InvalidUser(string name) =>
        new(
            StatusCodes.InvalidArguments,
            $"Username '{name}' contains illegal characters. Use ascii characters that are not ',', ':' or whitespaces."
        );

    /// <summary>There is a user of that name.</summary>
    public static CypherException UserExists(string verb, string name, string to) =>
        new(
            StatusCodes.InvalidArguments,
            $"Failed to {verb} the specified user '{name}'{to}: User already exists."
        );

    /// <summary>There is no such user.</summary>
    public static CypherException NoUser(string verb, string name) =>
        new(
            StatusCodes.InvalidArguments,
            $"Failed to {verb} the specified user '{name}': User does not exist."
        );

    /// <summary>The account that <c>--auth</c> names.</summary>
    public static CypherException ConfiguredUser(string verb, string name) =>
        new(
            StatusCodes.InvalidArguments,
            $"Failed to {verb} the specified user '{name}': it is the administrator that the server was started with (--auth or NEO4J_AUTH). Of that, only the password can be changed."
        );

    /// <summary>Users do not take themselves away.</summary>
    public static CypherException OwnUser(string verb) =>
        new(StatusCodes.InvalidArguments, $"{verb} yourself is not allowed.");

    /// <summary>There is no such role.</summary>
    public static CypherException NoRole(string name) =>
        new(
            StatusCodes.InvalidArguments,
            $"Role '{name}' does not exist: there are {RoleNames.Of(UserRole.Admin)}, {RoleNames.Of(UserRole.Editor)} and {RoleNames.Of(UserRole.Reader)}."
        );

    /// <summary>A new password that is too short.</summary>
    public static CypherException ShortPassword(int length) =>
        new(
            StatusCodes.InvalidArguments,
            length == 0
                ? "A password cannot be empty."
                : $"A password must be at least {CommandValues.MinPasswordLength} characters."
        );

    /// <summary>A transaction whose commands were made for what the system database held before somebody else changed it.</summary>
    public static CypherException Overtaken() =>
        new(
            StatusCodes.TransactionOutdated,
            "Another client changed databases, aliases or users since this transaction began. Nothing of it was done: run it again."
        );

    /// <summary>A transaction with very many commands that are carried out after its commit.</summary>
    public static CypherException TooManyCommands(int most) =>
        new(
            StatusCodes.ArgumentError,
            $"A transaction has at most {most} commands from the first one on a database on."
        );

    /// <summary>A password hash in an unknown form.</summary>
    public static CypherException MalformedHash() =>
        new(
            StatusCodes.InvalidArguments,
            "Incorrect format of encrypted password. Correct format is 'pbkdf2-sha256,<iterations>,<salt>,<hash>'."
        );

    /// <summary>The present password is wrong.</summary>
    public static CypherException WrongOldPassword(string user) =>
        new(
            StatusCodes.InvalidArguments,
            $"User '{user}' failed to alter their own password: Invalid principal or credentials."
        );

    /// <summary>The new password is the present one.</summary>
    public static CypherException SamePassword(string user) =>
        new(
            StatusCodes.InvalidArguments,
            $"User '{user}' failed to alter their own password: Old password and new password cannot be the same."
        );

    /// <summary>A client without a name has no password.</summary>
    public static CypherException NobodysPassword() =>
        new(
            StatusCodes.InvalidArguments,
            "Users failed to alter their own password: Command not available with auth disabled."
        );
}

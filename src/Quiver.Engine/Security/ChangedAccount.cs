namespace Quiver.Engine.Security;

/// <summary>
/// The password that a command gave to the account of the configuration. It counts for as long as the server is started with the password that it replaced: another one in
/// the configuration is the later word.
/// </summary>
/// <param name="Name">The account's name.</param>
/// <param name="Replaced">The password with which the server was started, which it replaced.</param>
/// <param name="Password">The new one.</param>
/// <param name="MustChange">Whether it must be changed before anything else.</param>
internal sealed record ChangedAccount(
    string Name,
    PasswordHash Replaced,
    PasswordHash Password,
    bool MustChange
);

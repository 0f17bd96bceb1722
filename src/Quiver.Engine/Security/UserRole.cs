namespace Quiver.Engine.Security;

/// <summary>What a user may do. Each role may do what those before it may.</summary>
public enum UserRole
{
    /// <summary>Nothing but change the own password.</summary>
    None,

    /// <summary>Read every database.</summary>
    Reader,

    /// <summary>Read and write every database.</summary>
    Editor,

    /// <summary>Everything: schema, databases, users.</summary>
    Admin,
}

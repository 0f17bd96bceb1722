using Quiver.Model;

namespace Quiver.Engine.PersonalData;

/// <summary>Takes what belongs to a person, database by database.</summary>
public interface ISubjectDataReceiver
{
    /// <summary>A database begins.</summary>
    /// <param name="database">Its name.</param>
    /// <param name="entities">The contents of what follows, until the database ends.</param>
    ValueTask BeginDatabaseAsync(string database, IEntityLookup entities);

    /// <summary>A node of the person.</summary>
    ValueTask NodeAsync(NodeId node);

    /// <summary>A relationship of one of the nodes before it. Comes after the database's nodes, and once.</summary>
    ValueTask RelationshipAsync(RelationshipId relationship);

    /// <summary>The database ends.</summary>
    /// <param name="position">The bookmark of the commit as of which it was read.</param>
    ValueTask EndDatabaseAsync(string position);
}

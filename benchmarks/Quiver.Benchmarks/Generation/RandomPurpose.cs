namespace Quiver.Benchmarks.Generation;

/// <summary>What a random number is drawn for; each purpose has its own sequence.</summary>
internal enum RandomPurpose
{
    Identifier = 1,
    Name,
    Birthday,
    Created,
    Score,
    Email,
    Content,
    PostCreated,
    Creator,
    FriendCount,
    Friend,
    FriendSince,
    Shuffle,
    Liker,
    Liked,
}

namespace Quiver.Benchmarks.Generation;

/// <summary>
/// The generated social graph as functions: what a person, a post or a relationship is, from its number alone. N persons have 10 N posts with one
/// creator each, about 20 N friendships and 30 N likes; counts of friends and likes follow power laws.
/// </summary>
internal sealed class GraphShape(int persons, ulong seed)
{
    public const int PostsPerPerson = 10;
    public const int LikesPerPerson = 30;
    public const int YearOfAges = 2025;

    private const int SparseShift = 37;
    private const int SparseBits = 6;
    private const int BirthdayDays = 20_000;
    private const int CreatedDays = 5_479;

    private static readonly int FirstCreated = new DateOnly(2010, 1, 1).DayNumber;
    private static readonly int FirstBirthday = new DateOnly(1950, 1, 1).DayNumber;

    /// <summary>The number of persons.</summary>
    public int Persons { get; } = persons;

    /// <summary>The number of posts.</summary>
    public int Posts { get; } = checked(persons * PostsPerPerson);

    /// <summary>The number of LIKES relationships.</summary>
    public int Likes { get; } = checked(persons * LikesPerPerson);

    /// <summary>Where all random numbers come from.</summary>
    public Randomness Random { get; } = new(seed);

    /// <summary>A person's id: 43 bits, unique, with wide gaps.</summary>
    public long PersonId(int person) => SparseId(person, 0);

    /// <summary>A post's id; persons and posts have id spaces of their own.</summary>
    public long PostId(int post) => SparseId(post, 1);

    /// <summary>The number of the person, or the post, with an id.</summary>
    public static int NumberOf(long id) => (int)(id & ((1L << SparseShift) - 1));

    public string FirstName(int person)
    {
        ulong draw = Random.Draw(RandomPurpose.Name, (ulong)person);
        double skewed = Randomness.Fraction(draw) * Randomness.Fraction(Randomness.Mix(draw));
        return Vocabulary.FirstNames[(int)(skewed * Vocabulary.FirstNames.Length)];
    }

    public string LastName(int person) =>
        Vocabulary.LastNames[
            (int)(
                Randomness.Mix(Random.Draw(RandomPurpose.Name, (ulong)person) + 1)
                % (ulong)Vocabulary.LastNames.Length
            )
        ];

    public DateOnly Birthday(int person) =>
        DateOnly.FromDayNumber(
            FirstBirthday + (int)(Random.Draw(RandomPurpose.Birthday, (ulong)person) % BirthdayDays)
        );

    public int Age(int person) => YearOfAges - Birthday(person).Year;

    /// <summary>Who wrote a post: some write much.</summary>
    public int Creator(int post) =>
        Popular(Random.Draw(RandomPurpose.Creator, (ulong)post), Persons, 0.6, 2.0);

    /// <summary>Who likes in the given LIKES relationship.</summary>
    public int Liker(int like) =>
        Popular(Random.Draw(RandomPurpose.Liker, (ulong)like), Persons, 0.5, 2.0);

    /// <summary>Which post is liked in the given LIKES relationship.</summary>
    public int Liked(int like) =>
        Popular(Random.Draw(RandomPurpose.Liked, (ulong)like), Posts, 0.7, 2.5);

    /// <summary>Since when one person knows another.</summary>
    public DateOnly KnownSince(int person, int friend) =>
        CreatedDay(Random.Draw(RandomPurpose.FriendSince, ((ulong)person << 32) | (uint)friend));

    /// <summary>The day from 2010 to 2024 that belongs to a random number.</summary>
    public static DateOnly CreatedDay(ulong draw) =>
        DateOnly.FromDayNumber(FirstCreated + (int)(draw % CreatedDays));

    /// <summary>
    /// Chooses one of <paramref name="count"/>: the given share of the draws prefers low ranks by the power, the rest is even; ranks are scattered over
    /// the numbers, so that the popular ones do not stand together.
    /// </summary>
    public static int Popular(ulong draw, int count, double share, double power)
    {
        const ulong scatter = 2_654_435_761; // a prime beyond every count, so that ranks stay distinct
        double place = Randomness.Fraction(draw);
        if (Randomness.Fraction(Randomness.Mix(draw)) < share)
        {
            place = Math.Pow(place, power);
        }
        ulong rank = (ulong)(place * count);
        return (int)(((rank * scatter) + 12_345) % (ulong)count);
    }

    private long SparseId(int number, ulong space)
    {
        ulong draw = Random.Draw(RandomPurpose.Identifier, ((ulong)number << 1) | space);
        return (long)((draw >> (64 - SparseBits) << SparseShift) | (uint)number);
    }
}

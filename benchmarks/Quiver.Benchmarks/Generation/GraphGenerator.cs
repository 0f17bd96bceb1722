namespace Quiver.Benchmarks.Generation;

/// <summary>Writes a graph as CSV files with Neo4j's import headers. The same persons and seed give the same bytes.</summary>
internal sealed class GraphGenerator(
    GraphShape shape,
    Friendships friendships,
    string folder,
    KeyKind keys
)
{
    public const string PersonsFile = "persons.csv";
    public const string PostsFile = "posts.csv";
    public const string KnowsFile = "knows.csv";
    public const string LikesFile = "likes.csv";
    public const string CreatorsFile = "hascreator.csv";

    private const int MillisecondsPerDay = 86_400_000;
    private const int MaxMails = 3;

    /// <summary>Writes all files; two at a time.</summary>
    public void Write() =>
        Parallel.Invoke(
            () =>
            {
                WritePosts();
                WriteCreators();
            },
            () =>
            {
                WritePersons();
                WriteLikes();
                WriteKnows();
            }
        );

    private void WritePersons()
    {
        using var file = Open(
            PersonsFile,
            "id:ID(Person),firstName,lastName,birthday:date,created:datetime,age:int,score:double,email:string[],:LABEL"
        );
        for (int person = 0; person < shape.Persons; person++)
        {
            WritePerson(file, person);
            file.Sign(',');
            file.Text(shape.FirstName(person));
            file.Sign(',');
            file.Text(shape.LastName(person));
            file.Sign(',');
            file.Date(shape.Birthday(person));
            file.Sign(',');
            WriteInstant(file, shape.Random.Draw(RandomPurpose.Created, (ulong)person));
            file.Sign(',');
            file.Number(shape.Age(person));
            file.Sign(',');
            ulong score = shape.Random.Draw(RandomPurpose.Score, (ulong)person);
            file.Number((long)(score % 100));
            file.Sign('.');
            file.Padded((int)(score / 100 % 10_000), 4);
            file.Sign(',');
            WriteMails(file, person);
            file.Text((score >> 40) % 50 == 0 ? ",Person;Moderator"u8 : ",Person"u8);
            file.EndRow();
        }
    }

    private void WriteMails(CsvFile file, int person)
    {
        ulong draw = shape.Random.Draw(RandomPurpose.Email, (ulong)person);
        int count = (int)(draw % (MaxMails + 1));
        for (int mail = 0; mail < count; mail++)
        {
            if (mail > 0)
            {
                file.Sign(';');
            }
            file.Text("member"u8);
            file.Number(person);
            file.Sign('.');
            file.Number((long)((draw >> (8 + (mail * 8))) % 256));
            file.Sign('@');
            file.Text(Vocabulary.MailDomains[mail]);
        }
    }

    private void WritePosts()
    {
        using var file = Open(PostsFile, "id:ID(Post),content,length:int,created:datetime");
        var content = new PostContent();
        for (int post = 0; post < shape.Posts; post++)
        {
            content.Compose(shape.Random.Draw(RandomPurpose.Content, (ulong)post));
            WritePost(file, post);
            file.Sign(',');
            file.Text(content.Cell);
            file.Sign(',');
            file.Number(content.Characters);
            file.Sign(',');
            WriteInstant(file, shape.Random.Draw(RandomPurpose.PostCreated, (ulong)post));
            file.EndRow();
        }
    }

    private void WriteKnows()
    {
        using var file = Open(KnowsFile, ":START_ID(Person),:END_ID(Person),since:date");
        foreach (ulong pair in friendships.Shuffled(shape))
        {
            int person = (int)(pair >> 32);
            int friend = (int)(uint)pair;
            WritePerson(file, person);
            file.Sign(',');
            WritePerson(file, friend);
            file.Sign(',');
            file.Date(shape.KnownSince(person, friend));
            file.EndRow();
        }
    }

    private void WriteLikes()
    {
        using var file = Open(LikesFile, ":START_ID(Person),:END_ID(Post)");
        for (int like = 0; like < shape.Likes; like++)
        {
            WritePerson(file, shape.Liker(like));
            file.Sign(',');
            WritePost(file, shape.Liked(like));
            file.EndRow();
        }
    }

    private void WriteCreators()
    {
        using var file = Open(CreatorsFile, ":START_ID(Post),:END_ID(Person)");
        for (int post = 0; post < shape.Posts; post++)
        {
            WritePost(file, post);
            file.Sign(',');
            WritePerson(file, shape.Creator(post));
            file.EndRow();
        }
    }

    private void WritePerson(CsvFile file, int person) =>
        WriteKey(file, "p-"u8, shape.PersonId(person));

    private void WritePost(CsvFile file, int post) => WriteKey(file, "m-"u8, shape.PostId(post));

    private void WriteKey(CsvFile file, ReadOnlySpan<byte> kind, long id)
    {
        if (keys == KeyKind.Number)
        {
            file.Number(id);
            return;
        }
        file.Text(kind);
        file.Hexadecimal(Randomness.Mix((ulong)id));
    }

    private static void WriteInstant(CsvFile file, ulong draw)
    {
        int milliseconds = (int)((draw >> 24) % MillisecondsPerDay);
        file.Date(GraphShape.CreatedDay(draw));
        file.Sign('T');
        file.Padded(milliseconds / 3_600_000, 2);
        file.Sign(':');
        file.Padded(milliseconds / 60_000 % 60, 2);
        file.Sign(':');
        file.Padded(milliseconds / 1_000 % 60, 2);
        file.Sign('.');
        file.Padded(milliseconds % 1_000, 3);
        file.Sign('Z');
    }

    private CsvFile Open(string name, string header) => new(Path.Join(folder, name), header);
}

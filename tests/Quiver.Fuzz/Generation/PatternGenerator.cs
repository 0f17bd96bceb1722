namespace Quiver.Fuzz.Generation;

/// <summary>Random patterns.</summary>
internal sealed class PatternGenerator(
    Choices choices,
    ExpressionGenerator expressions,
    Func<string, string> names
)
{
    /// <summary>A part of a pattern of MATCH; its variables are added to the scope.</summary>
    /// <param name="scope">The variables so far.</param>
    /// <param name="startsKnown">Whether it should start at a known node.</param>
    /// <param name="before">The variables before the clause, which a quantified path may use; null when this is the first part.</param>
    public string Pattern(Scope scope, bool startsKnown, Scope? before = null)
    {
        var added = new List<(string Name, Kind Kind)>();
        var known = scope.Copy();
        string text = Node(known, added, startsKnown && choices.Chance(80));
        int lengths = 0;
        for (int i = choices.Of(0, 1, 1, 1, 2, 2, 3); i > 0; i--)
        {
            if (choices.Chance(6))
            {
                text += Quantified(before ?? known, added) + Node(known, added, false);
                lengths++;
                continue;
            }
            bool isLong = lengths == 0 && choices.Chance(12);
            lengths += isLong ? 1 : 0;
            text += Relationship(known, added, isLong);
            text += Node(known, added, choices.Chance(20));
        }
        if (choices.Chance(12))
        {
            string path = names("p");
            added.Add((path, Kind.Path));
            text = $"{path} = {text}";
        }
        foreach (var (name, kind) in added)
        {
            scope.Add(name, kind);
        }
        return text;
    }

    private string Node(Scope scope, List<(string Name, Kind Kind)> added, bool isKnown)
    {
        string[] nodes =
        [
            .. scope.Of(Kind.Node),
            .. added.Where(a => a.Kind == Kind.Node).Select(a => a.Name),
        ];
        if (isKnown && nodes.Length > 0)
        {
            return $"({choices.Of(nodes)})";
        }
        string name = "";
        if (choices.Chance(75))
        {
            name = names("n");
            added.Add((name, Kind.Node));
        }
        string labels = choices.Next(12) switch
        {
            < 6 => "",
            < 10 => ":" + Vocabulary.LabelOf(choices),
            _ => ":" + choices.Of("A&B", "A|B", "!A", "%", "!(A|B)", "A&!C"),
        };
        string rest =
            choices.Chance(8) ? $" {{{Entry(scope)}}}"
            : name.Length > 0 && choices.Chance(5)
                ? $" WHERE {expressions.Condition(scope.With(name, Kind.Node), 0)}"
            : "";
        return $"({name}{labels}{rest})";
    }

    private string Entry(Scope scope)
    {
        var kind = choices.Of(
            Kind.Integer,
            Kind.Integer,
            Kind.Text,
            Kind.Boolean,
            Kind.Float,
            Kind.Date,
            Kind.Mixed
        );
        string key =
            kind == Kind.Integer && choices.Chance(40) ? "id" : Vocabulary.KeyOf(kind, choices);
        return $"{key}: {expressions.Of(kind, scope, 0)}";
    }

    private string Relationship(Scope scope, List<(string Name, Kind Kind)> added, bool isLong)
    {
        string name = "";
        if (choices.Chance(45))
        {
            name = names("r");
            added.Add((name, isLong ? Kind.Relationships : Kind.Relationship));
        }
        string types = choices.Next(8) switch
        {
            < 4 => "",
            < 7 => ":" + Vocabulary.TypeOf(choices),
            _ => ":" + choices.Of("R|S", "!R", "S|T", "%", "R|S|T", "!R&!S"),
        };
        string length = isLong ? choices.Of("*", "*1..2", "*0..2", "*2", "*..2", "*0..1") : "";
        length = length == "*" ? "*1..3" : length;
        string rest =
            choices.Chance(5) ? $" {{{Entry(scope)}}}"
            : name.Length > 0 && !isLong && choices.Chance(5)
                ? $" WHERE {expressions.Condition(scope.With(name, Kind.Relationship), 0)}"
            : "";
        string inner = name + types + length + rest;
        inner = inner.Length > 0 ? $"[{inner}]" : "";
        return choices.Next(5) switch
        {
            0 or 1 => $"-{inner}->",
            2 or 3 => $"<-{inner}-",
            _ => $"-{inner}-",
        };
    }

    private string Quantified(Scope scope, List<(string Name, Kind Kind)> added)
    {
        string quantifier = choices.Of("{1,2}", "{0,1}", "{2}", "{,2}", "{1,3}");
        if (choices.Chance(40))
        {
            return $"-[:{Vocabulary.TypeOf(choices)}]-{choices.Of(">", "")}{quantifier}";
        }
        string from = names("g");
        string to = names("g");
        var inner = scope.With(from, Kind.Node).With(to, Kind.Node);
        added.Add((from, Kind.Nodes));
        added.Add((to, Kind.Nodes));
        string where = choices.Chance(40) ? $" WHERE {expressions.Condition(inner, 0)}" : "";
        return $"(({from}{choices.Of("", ":A")})-[{choices.Of("", ":R", ":S|T")}]-{choices.Of(">", "")}({to}){where}){quantifier}";
    }
}

using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Cypher.Syntax.Tree.Administration;

namespace Quiver.Cypher.Syntax.Parsing.Administration;

/// <summary>Parses the commands that administer; those that this program does not have are refused by name.</summary>
internal sealed class AdministrationParser(Grammar grammar)
{
    private readonly TokenReader _reader = grammar.Reader;
    private readonly WordReader _words = new(grammar.Reader);
    private readonly CommandNameParser _names = new(grammar);

    /// <summary>Whether a command starts here that changes databases, users or rights.</summary>
    public static bool ChangesHere(TokenReader reader) =>
        reader.Current.Keyword switch
        {
            Keyword.Create => WordReader.SpellsAny(
                reader,
                WordReader.Spells(reader, 1, "OR") ? 3 : 1,
                ["DATABASE", "COMPOSITE", "ALIAS", "USER", "ROLE", "IMMUTABLE"]
            ),
            Keyword.Drop => WordReader.SpellsAny(
                reader,
                1,
                ["DATABASE", "COMPOSITE", "ALIAS", "USER", "ROLE", "SERVER"]
            ),
            Keyword.Alter => WordReader.SpellsAny(
                reader,
                1,
                ["DATABASE", "COMPOSITE", "ALIAS", "USER", "SERVER"]
            ) || (WordReader.Spells(reader, 1, "CURRENT") && WordReader.Spells(reader, 2, "USER")),
            Keyword.Rename => WordReader.SpellsAny(reader, 1, ["USER", "ROLE", "SERVER"]),
            Keyword.Start or Keyword.Stop => WordReader.Spells(reader, 1, "DATABASE"),
            Keyword.Grant
            or Keyword.Deny
            or Keyword.Revoke
            or Keyword.Dryrun
            or Keyword.Enable
            or Keyword.Reallocate
            or Keyword.Deallocate => true,
            _ => false,
        };

    /// <summary>Whether a command starts here that shows databases, users or rights.</summary>
    public static bool ShowsHere(TokenReader reader) =>
        reader.Current.Keyword == Keyword.Show
        && (
            WordReader.SpellsAny(
                reader,
                1,
                [
                    "DATABASE",
                    "DATABASES",
                    "DEFAULT",
                    "HOME",
                    "ALIAS",
                    "ALIASES",
                    "USER",
                    "USERS",
                    "ROLE",
                    "ROLES",
                    "POPULATED",
                    "PRIVILEGE",
                    "PRIVILEGES",
                    "SUPPORTED",
                    "SERVER",
                    "SERVERS",
                ]
            )
            || (
                WordReader.SpellsAny(reader, 1, ["CURRENT", "ALL"])
                && WordReader.SpellsAny(
                    reader,
                    2,
                    ["USER", "ROLE", "ROLES", "PRIVILEGE", "PRIVILEGES"]
                )
            )
        );

    /// <summary>Parses the command that starts here.</summary>
    public AdministrationCommand Parse()
    {
        int start = _reader.Index;
        var users = new UserCommandParser(grammar, start);
        switch (_reader.Advance().Keyword)
        {
            case Keyword.Create:
                return ParseCreate(start, users);
            case Keyword.Drop when _words.Accept("DATABASE"):
                return ParseDropDatabase(start);
            case Keyword.Drop when _words.Accept("ALIAS"):
                return ParseDropAlias(start);
            case Keyword.Drop when _words.Accept("USER"):
                return users.ParseDrop();
            case Keyword.Alter when _words.Accept("DATABASE"):
                return ParseAlterDatabase(start);
            case Keyword.Alter when _words.Accept("ALIAS"):
                return ParseAlterAlias(start);
            case Keyword.Alter when _words.AcceptAll("CURRENT", "USER"):
                return users.ParseOwnPassword();
            case Keyword.Alter when _words.Accept("USER"):
                return users.ParseAlter();
            case Keyword.Rename when _words.Accept("USER"):
                return users.ParseRename();
            case Keyword.Start:
            {
                _words.Expect("DATABASE");
                CommandName name = _names.Parse("a database name");
                CompletionWait? wait = ParseWait();
                return new StartDatabaseCommand(_reader.ExtentFrom(start), name, wait);
            }
            case Keyword.Stop:
            {
                _words.Expect("DATABASE");
                CommandName name = _names.Parse("a database name");
                CompletionWait? wait = ParseWait();
                return new StopDatabaseCommand(_reader.ExtentFrom(start), name, wait);
            }
            case Keyword.Grant when GrantsRoles():
                return users.ParseGrant(revokes: false);
            case Keyword.Revoke when GrantsRoles():
                return users.ParseGrant(revokes: true);
            default:
                throw SyntaxErrors.UnsupportedAdministration(
                    _reader.Source,
                    _reader.TokenAt(start).Start
                );
        }
    }

    private bool GrantsRoles() =>
        WordReader.SpellsAny(_reader, 0, ["ROLE", "ROLES"])
        && !WordReader.Spells(_reader, 1, "MANAGEMENT");

    private AdministrationCommand ParseCreate(int start, UserCommandParser users)
    {
        bool replaces = _words.AcceptAll("OR", "REPLACE");
        if (_words.Accept("DATABASE"))
        {
            return ParseCreateDatabase(start, replaces);
        }
        if (_words.Accept("ALIAS"))
        {
            return ParseCreateAlias(start, replaces);
        }
        return _words.Accept("USER")
            ? users.ParseCreate(replaces)
            : throw SyntaxErrors.UnsupportedAdministration(
                _reader.Source,
                _reader.TokenAt(start).Start
            );
    }

    private CreateDatabaseCommand ParseCreateDatabase(int start, bool replaces)
    {
        CommandName name = _names.Parse("a database name");
        CreationMode mode = _names.ParseMode(replaces);
        bool sets = _words.Accept("SET");
        var language = LanguageVersion.Default;
        if (_words.AcceptAll("DEFAULT", "LANGUAGE"))
        {
            language = ParseLanguage(start);
        }
        else if (sets)
        {
            throw SyntaxErrors.UnsupportedAdministration(
                _reader.Source,
                _reader.TokenAt(start).Start
            );
        }
        if (_words.At("TOPOLOGY"))
        {
            throw SyntaxErrors.UnsupportedAdministration(
                _reader.Source,
                _reader.TokenAt(start).Start
            );
        }
        var options = _words.Accept("OPTIONS") ? grammar.Expressions.Parse() : null;
        CompletionWait? wait = ParseWait();
        return new CreateDatabaseCommand(
            _reader.ExtentFrom(start),
            name,
            mode,
            language,
            options,
            wait
        );
    }

    /// <summary>Parses <c>CYPHER 5</c> or <c>CYPHER 25</c>.</summary>
    private LanguageVersion ParseLanguage(int start)
    {
        _reader.Expect(Keyword.Cypher);
        Token version = _reader.Expect(TokenKind.Integer);
        return _reader.TextOf(version) switch
        {
            "5" => LanguageVersion.Cypher5,
            "25" => LanguageVersion.Cypher25,
            _ => throw SyntaxErrors.UnsupportedAdministration(
                _reader.Source,
                _reader.TokenAt(start).Start
            ),
        };
    }

    private DropDatabaseCommand ParseDropDatabase(int start)
    {
        CommandName name = _names.Parse("a database name");
        bool ifExists = _names.ParseIfExists();
        bool cascades = ParseAliasAction();
        if (_words.AcceptAll("DUMP", "DATA"))
        {
            throw SyntaxErrors.UnsupportedAdministration(
                _reader.Source,
                _reader.TokenAt(start).Start
            );
        }
        _words.AcceptAll("DESTROY", "DATA");
        CompletionWait? wait = ParseWait();
        return new DropDatabaseCommand(_reader.ExtentFrom(start), name, ifExists, cascades, wait);
    }

    private bool ParseAliasAction()
    {
        if (_words.Accept("RESTRICT"))
        {
            return false;
        }
        bool cascades = _words.Accept("CASCADE");
        if (cascades && !_words.Accept("ALIAS"))
        {
            _words.Expect("ALIASES");
        }
        return cascades;
    }

    private AlterDatabaseCommand ParseAlterDatabase(int start)
    {
        CommandName name = _names.Parse("a database name");
        bool ifExists = _names.ParseIfExists();
        _words.Expect("SET");
        DatabaseAccess? access = null;
        var language = LanguageVersion.Default;
        do
        {
            if (_words.Accept("ACCESS"))
            {
                access = ParseAccess();
            }
            else if (_words.AcceptAll("DEFAULT", "LANGUAGE"))
            {
                language = ParseLanguage(start);
            }
            else
            {
                throw SyntaxErrors.UnsupportedAdministration(
                    _reader.Source,
                    _reader.TokenAt(start).Start
                );
            }
        } while (_words.Accept("SET"));
        CompletionWait? wait = ParseWait();
        return new AlterDatabaseCommand(
            _reader.ExtentFrom(start),
            name,
            ifExists,
            access,
            language,
            wait
        );
    }

    private DatabaseAccess ParseAccess()
    {
        _words.Expect("READ");
        if (_words.Accept("ONLY"))
        {
            return DatabaseAccess.ReadOnly;
        }
        _words.Expect("WRITE");
        return DatabaseAccess.ReadWrite;
    }

    private CreateAliasCommand ParseCreateAlias(int start, bool replaces)
    {
        CommandName name = _names.Parse("an alias");
        CreationMode mode = _names.ParseMode(replaces);
        _words.Expect("FOR");
        _words.Expect("DATABASE");
        CommandName target = _names.Parse("a database name");
        RefuseRemote(start);
        return new CreateAliasCommand(_reader.ExtentFrom(start), name, mode, target);
    }

    private AlterAliasCommand ParseAlterAlias(int start)
    {
        CommandName name = _names.Parse("an alias");
        bool ifExists = _names.ParseIfExists();
        _words.Expect("SET");
        _words.Expect("DATABASE");
        if (!_words.Accept("TARGET"))
        {
            throw SyntaxErrors.UnsupportedAdministration(
                _reader.Source,
                _reader.TokenAt(start).Start
            );
        }
        CommandName target = _names.Parse("a database name");
        RefuseRemote(start);
        return new AlterAliasCommand(_reader.ExtentFrom(start), name, ifExists, target);
    }

    /// <summary>An alias of a database on another server, or one with properties.</summary>
    private void RefuseRemote(int start)
    {
        if (WordReader.SpellsAny(_reader, 0, ["AT", "USER", "PROPERTIES", "OIDC"]))
        {
            throw SyntaxErrors.UnsupportedAdministration(
                _reader.Source,
                _reader.TokenAt(start).Start
            );
        }
    }

    private DropAliasCommand ParseDropAlias(int start)
    {
        CommandName name = _names.Parse("an alias");
        bool ifExists = _names.ParseIfExists();
        _words.Expect("FOR");
        _words.Expect("DATABASE");
        return new DropAliasCommand(_reader.ExtentFrom(start), name, ifExists);
    }

    private CompletionWait? ParseWait()
    {
        int start = _reader.Index;
        if (_words.Accept("NOWAIT"))
        {
            return new CompletionWait(_reader.ExtentFrom(start), Waits: false, Seconds: null);
        }
        if (!_words.Accept("WAIT"))
        {
            return null;
        }
        long? seconds = null;
        if (_reader.At(TokenKind.Integer))
        {
            seconds = NumberLiteral.Integer(_reader.Source, _reader.Current).AsInteger();
            _reader.Advance();
            if (!_words.Accept("SEC") && !_words.Accept("SECOND"))
            {
                _words.Accept("SECONDS");
            }
        }
        return new CompletionWait(_reader.ExtentFrom(start), Waits: true, seconds);
    }
}

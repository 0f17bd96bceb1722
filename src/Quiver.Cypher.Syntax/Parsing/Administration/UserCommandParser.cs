using System.Collections.Immutable;
using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Cypher.Syntax.Lexing;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Cypher.Syntax.Tree.Administration;
using Quiver.Model.Values;

namespace Quiver.Cypher.Syntax.Parsing.Administration;

/// <summary>Parses the commands on users and their roles, from behind the words that say which one it is.</summary>
/// <param name="grammar">The parsers.</param>
/// <param name="start">The index of the command's first token.</param>
internal sealed class UserCommandParser(Grammar grammar, int start)
{
    private readonly TokenReader _reader = grammar.Reader;
    private readonly WordReader _words = new(grammar.Reader);
    private readonly CommandNameParser _names = new(grammar);

    /// <summary>CREATE USER.</summary>
    public CreateUserCommand ParseCreate(bool replaces)
    {
        CommandName name = _names.Parse("a user name");
        CreationMode mode = _names.ParseMode(replaces);
        UserSettings settings = ParseSettings();
        return settings.Password is null
            ? throw SyntaxErrors.UserWithoutPassword(_reader.Source, name.Position.Offset)
            : new CreateUserCommand(_reader.ExtentFrom(start), name, mode, settings);
    }

    /// <summary>ALTER USER.</summary>
    public AlterUserCommand ParseAlter()
    {
        CommandName name = _names.Parse("a user name");
        bool ifExists = _names.ParseIfExists();
        UserSettings settings = ParseSettings();
        return new AlterUserCommand(_reader.ExtentFrom(start), name, ifExists, settings);
    }

    /// <summary>DROP USER.</summary>
    public DropUserCommand ParseDrop()
    {
        CommandName name = _names.Parse("a user name");
        bool ifExists = _names.ParseIfExists();
        return new DropUserCommand(_reader.ExtentFrom(start), name, ifExists);
    }

    /// <summary>RENAME USER.</summary>
    public RenameUserCommand ParseRename()
    {
        CommandName name = _names.Parse("a user name");
        bool ifExists = _names.ParseIfExists();
        _words.Expect("TO");
        CommandName to = _names.Parse("a user name");
        return new RenameUserCommand(_reader.ExtentFrom(start), name, ifExists, to);
    }

    /// <summary>ALTER CURRENT USER SET PASSWORD.</summary>
    public ChangeOwnPasswordCommand ParseOwnPassword()
    {
        _words.Expect("SET");
        _words.Expect("PASSWORD");
        _words.Expect("FROM");
        Expression old = ParsePassword();
        _words.Expect("TO");
        Expression @new = ParsePassword();
        return new ChangeOwnPasswordCommand(_reader.ExtentFrom(start), old, @new);
    }

    /// <summary>GRANT ROLE or REVOKE ROLE.</summary>
    public GrantRoleCommand ParseGrant(bool revokes)
    {
        if (!_words.Accept("ROLES"))
        {
            _words.Expect("ROLE");
        }
        ImmutableArray<CommandName> roles = ParseNames("a role");
        _words.Expect(revokes ? "FROM" : "TO");
        ImmutableArray<CommandName> users = ParseNames("a user name");
        return new GrantRoleCommand(_reader.ExtentFrom(start), revokes, roles, users);
    }

    private ImmutableArray<CommandName> ParseNames(string sort)
    {
        var names = ImmutableArray.CreateBuilder<CommandName>();
        do
        {
            names.Add(_names.Parse(sort));
        } while (_reader.Accept(TokenKind.Comma));
        return names.DrainToImmutable();
    }

    private UserSettings ParseSettings()
    {
        int first = _reader.Index;
        var settings = new UserSettings(default, null, false, null, null, null, false);
        if (_words.AcceptAll("REMOVE", "HOME", "DATABASE"))
        {
            return settings with { Extent = _reader.ExtentFrom(first), RemovesHome = true };
        }
        _words.Expect("SET");
        do
        {
            settings = ParseSetting(settings);
        } while (_words.Accept("SET"));
        return settings with { Extent = _reader.ExtentFrom(first) };
    }

    private UserSettings ParseSetting(UserSettings settings)
    {
        if (_words.AcceptAll("STATUS"))
        {
            bool suspended = _words.Accept("SUSPENDED");
            if (!suspended)
            {
                _words.Expect("ACTIVE");
            }
            return settings with { IsSuspended = suspended };
        }
        if (_words.AcceptAll("HOME", "DATABASE"))
        {
            return settings with { Home = _names.Parse("a database name") };
        }
        if (WordReader.Spells(_reader, 0, "PASSWORD") && WordReader.Spells(_reader, 1, "CHANGE"))
        {
            _reader.Advance();
            return ParseMustChange(settings);
        }
        bool encrypted = _words.Accept("ENCRYPTED");
        if (!encrypted)
        {
            _words.Accept("PLAINTEXT");
        }
        if (WordReader.SpellsAny(_reader, 0, ["AUTH", "TAG", "TAGS"]))
        {
            throw SyntaxErrors.UnsupportedAdministration(
                _reader.Source,
                _reader.TokenAt(start).Start
            );
        }
        _words.Expect("PASSWORD");
        settings = settings with { Password = ParsePassword(), IsEncrypted = encrypted };
        return _words.At("CHANGE") ? ParseMustChange(settings) : settings;
    }

    private UserSettings ParseMustChange(UserSettings settings)
    {
        _words.Expect("CHANGE");
        bool mustNot = _words.Accept("NOT");
        _words.Expect("REQUIRED");
        return settings with { MustChange = !mustNot };
    }

    private Expression ParsePassword()
    {
        if (_reader.At(TokenKind.Dollar))
        {
            return grammar.Atoms.ParseParameter();
        }
        if (!_reader.At(TokenKind.String))
        {
            _reader.Fail();
        }
        var text = Value.String(StringLiteral.Decode(_reader.Source, _reader.Current));
        return new Literal(_reader.ExtentOf(_reader.Advance()), text);
    }
}

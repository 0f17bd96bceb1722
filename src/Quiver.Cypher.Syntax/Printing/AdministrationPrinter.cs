using System.Globalization;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Cypher.Syntax.Tree.Administration;

namespace Quiver.Cypher.Syntax.Printing;

/// <summary>Writes the commands that administer.</summary>
internal sealed class AdministrationPrinter(Printers printers)
{
    /// <summary>Writes a command.</summary>
    public void Print(AdministrationCommand command)
    {
        switch (command)
        {
            case CreateDatabaseCommand create:
                Begin("CREATE", "DATABASE", create.Name, create.Mode);
                PrintLanguage(create.Language);
                PrintOptions(create);
                PrintWait(create.Wait);
                break;
            case DropDatabaseCommand drop:
                Write("DROP DATABASE ", drop.Name, drop.IfExists ? " IF EXISTS" : "");
                Write(drop.CascadesAliases ? " CASCADE ALIASES" : "");
                PrintWait(drop.Wait);
                break;
            case AlterDatabaseCommand alter:
                Write("ALTER DATABASE ", alter.Name, alter.IfExists ? " IF EXISTS" : "");
                if (alter.Access is { } access)
                {
                    Write(" SET ACCESS READ ");
                    Write(access == DatabaseAccess.ReadOnly ? "ONLY" : "WRITE");
                }
                PrintLanguage(alter.Language);
                PrintWait(alter.Wait);
                break;
            case StartDatabaseCommand start:
                Write("START DATABASE ", start.Name);
                PrintWait(start.Wait);
                break;
            case StopDatabaseCommand stop:
                Write("STOP DATABASE ", stop.Name);
                PrintWait(stop.Wait);
                break;
            case CreateAliasCommand create:
                Begin("CREATE", "ALIAS", create.Name, create.Mode);
                Write(" FOR DATABASE ", create.Target);
                break;
            case AlterAliasCommand alter:
                Write("ALTER ALIAS ", alter.Name, alter.IfExists ? " IF EXISTS" : "");
                Write(" SET DATABASE TARGET ", alter.Target);
                break;
            case DropAliasCommand drop:
                Write("DROP ALIAS ", drop.Name, drop.IfExists ? " IF EXISTS" : "");
                Write(" FOR DATABASE");
                break;
            default:
                PrintUserCommand(command);
                break;
        }
    }

    private void PrintUserCommand(AdministrationCommand command)
    {
        switch (command)
        {
            case CreateUserCommand create:
                Begin("CREATE", "USER", create.Name, create.Mode);
                PrintSettings(create.Settings);
                break;
            case AlterUserCommand alter:
                Write("ALTER USER ", alter.Name, alter.IfExists ? " IF EXISTS" : "");
                PrintSettings(alter.Settings);
                break;
            case DropUserCommand drop:
                Write("DROP USER ", drop.Name, drop.IfExists ? " IF EXISTS" : "");
                break;
            case RenameUserCommand rename:
                Write("RENAME USER ", rename.Name, rename.IfExists ? " IF EXISTS" : "");
                Write(" TO ", rename.To);
                break;
            case ChangeOwnPasswordCommand change:
                Write("ALTER CURRENT USER SET PASSWORD FROM ");
                printers.Expressions.Print(change.Old);
                Write(" TO ");
                printers.Expressions.Print(change.New);
                break;
            case GrantRoleCommand grant:
                Write(grant.Revokes ? "REVOKE ROLE " : "GRANT ROLE ");
                printers.Join(grant.Roles, name => Write("", name));
                Write(grant.Revokes ? " FROM " : " TO ");
                printers.Join(grant.Users, name => Write("", name));
                break;
        }
    }

    private void Begin(string verb, string kind, CommandName name, CreationMode mode)
    {
        Write(mode == CreationMode.OrReplace ? $"{verb} OR REPLACE {kind} " : $"{verb} {kind} ");
        Write("", name, mode == CreationMode.IfNotExists ? " IF NOT EXISTS" : "");
    }

    private void PrintLanguage(LanguageVersion language)
    {
        if (language != LanguageVersion.Default)
        {
            Write(" SET DEFAULT LANGUAGE CYPHER ");
            Write(language == LanguageVersion.Cypher25 ? "25" : "5");
        }
    }

    private void PrintOptions(CreateDatabaseCommand create)
    {
        if (create.Options is not null)
        {
            Write(" OPTIONS ");
            printers.Expressions.Print(create.Options);
        }
    }

    private void PrintSettings(UserSettings settings)
    {
        if (settings.RemovesHome)
        {
            Write(" REMOVE HOME DATABASE");
        }
        if (settings.Password is not null)
        {
            Write(settings.IsEncrypted ? " SET ENCRYPTED PASSWORD " : " SET PASSWORD ");
            printers.Expressions.Print(settings.Password);
        }
        if (settings.MustChange is { } must)
        {
            Write(must ? " SET PASSWORD CHANGE REQUIRED" : " SET PASSWORD CHANGE NOT REQUIRED");
        }
        if (settings.IsSuspended is { } suspended)
        {
            Write(suspended ? " SET STATUS SUSPENDED" : " SET STATUS ACTIVE");
        }
        if (settings.Home is not null)
        {
            Write(" SET HOME DATABASE ", settings.Home);
        }
    }

    private void PrintWait(CompletionWait? wait)
    {
        if (wait is null)
        {
            return;
        }
        Write(wait.Waits ? " WAIT" : " NOWAIT");
        if (wait.Seconds is { } seconds)
        {
            Write($" {seconds.ToString(CultureInfo.InvariantCulture)} SECONDS");
        }
    }

    private void Write(string text) => printers.Text.Append(text);

    private void Write(string before, CommandName name, string after = "") =>
        printers
            .Text.Append(before)
            .Append(
                name.IsParameter
                    ? "$" + NamePrinter.Parameter(name.Name)
                    : NamePrinter.Symbol(name.Name)
            )
            .Append(after);
}

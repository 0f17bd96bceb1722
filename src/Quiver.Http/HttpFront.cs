using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quiver.Engine;
using Quiver.Http.Admin;
using Quiver.Http.Auth;
using Quiver.Http.Discovery;
using Quiver.Http.Json;
using Quiver.Http.Open;
using Quiver.Http.PersonalData;
using Quiver.Http.Query;
using Quiver.Http.Requests;
using Quiver.Http.Transactions;

namespace Quiver.Http;

/// <summary>The HTTP front door: translates requests to the engine's sessions and results to JSON.</summary>
/// <param name="engine">What answers.</param>
/// <param name="options">Limits and addresses.</param>
/// <param name="log">Where defects are told.</param>
public sealed class HttpFront(QuiverEngine engine, HttpFrontOptions options, ILogger<HttpFront> log)
{
    /// <summary>Adds the front door's middleware and endpoints to a web application.</summary>
    public void Map<TApplication>(TApplication application)
        where TApplication : IApplicationBuilder, IEndpointRouteBuilder
    {
        RequestDelegate discovery = new DiscoveryEndpoint(options).AnswerAsync;
        var open = new OpenTransactionTable(
            options.Clock,
            options.TransactionIdleTime,
            options.MaxOpenTransactions
        );
        var openQueries = new OpenTransactionTable(
            options.Clock,
            options.QueryTransactionIdleTime,
            options.MaxOpenTransactions
        );
        EndWithApplication(application, open);
        EndWithApplication(application, openQueries);

        application.Use(GuardAsync);
        application.Use(Cors.InvokeAsync);
        application.UseRouting();
        application.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], discovery);
        var sessions = new ClientSessions(engine, options);
        MapTransactions(application, sessions, open);
        MapQueries(application, sessions, openQueries);
        MapServer(application);
    }

    private void MapServer(IEndpointRouteBuilder application)
    {
        var intake = new ServerIntake(engine, options);
        var backups = new BackupEndpoint(engine);
        var personalData = new PersonalDataEndpoints(engine);
        application.MapPost("/auth/token", new TokenEndpoint(engine, intake).AnswerAsync);
        application.MapPost(
            "/admin/backup",
            intake.Endpoint(backups.AnswerAsync, BackupEndpoint.Fields)
        );
        application.MapPost(
            "/gdpr/export",
            intake.Endpoint(personalData.ExportAsync, PersonalDataEndpoints.ExportFields)
        );
        application.MapPost(
            "/gdpr/delete",
            intake.Endpoint(personalData.DeleteAsync, PersonalDataEndpoints.DeleteFields)
        );
    }

    private void MapTransactions(
        IEndpointRouteBuilder application,
        ClientSessions sessions,
        OpenTransactionTable table
    )
    {
        var intake = new TransactionIntake(engine, options);
        var open = new OpenTransactionEndpoints(sessions, table);
        const string Root = "/db/{database}/tx";
        application.MapPost(
            Root + "/commit",
            intake.Endpoint(new CommitEndpoint(sessions).AnswerAsync)
        );
        application.MapPost(Root, intake.Endpoint(open.OpenAsync));
        application.MapPost(Root + "/{id}", intake.Endpoint(open.RunAsync));
        application.MapPost(Root + "/{id}/commit", intake.Endpoint(open.CommitAsync));
        application.MapDelete(Root + "/{id}", intake.Endpoint(open.RollbackAsync));
    }

    private void MapQueries(
        IEndpointRouteBuilder application,
        ClientSessions sessions,
        OpenTransactionTable table
    )
    {
        var intake = new QueryIntake(engine, options);
        var endpoints = new QueryEndpoints(sessions, table);
        const string Root = "/db/{database}/query/v2";
        application.MapPost(Root, intake.Endpoint(endpoints.RunAloneAsync));
        application.MapPost(Root + "/tx", intake.Endpoint(endpoints.OpenAsync));
        application.MapPost(Root + "/tx/{id}", intake.Endpoint(endpoints.RunAsync));
        application.MapPost(Root + "/tx/{id}/commit", intake.Endpoint(endpoints.CommitAsync));
        application.MapDelete(Root + "/tx/{id}", intake.Endpoint(endpoints.RollbackAsync));
    }

    // Open transactions end before the engine does, whose databases they use.
    private static void EndWithApplication(
        IApplicationBuilder application,
        OpenTransactionTable table
    )
    {
        var lifetime =
            application.ApplicationServices.GetRequiredService<IHostApplicationLifetime>();
        lifetime.ApplicationStopping.Register(() => _ = table.DisposeAsync().AsTask());
    }

    // What no endpoint expected: logged, and told without its inner workings. An answer that has begun is broken off.
    private async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: nobody is left to answer.
        }
        catch (Exception error) when (error is not BadHttpRequestException)
        {
            HttpLog.RequestFailed(log, context.Request.Method, context.Request.Path, error);
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }
            context.Response.Clear();
            await ErrorDocument.WriteAsync(
                context,
                StatusCodes.Status500InternalServerError,
                HttpErrors.Unexpected(error)
            );
        }
    }
}

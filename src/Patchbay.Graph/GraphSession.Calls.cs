using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Patchbay.Graph;

/// <content>Making calls with the session's token.</content>
public sealed partial class GraphSession
{
    /// <summary>Makes a call and returns the answer with its status and usage.</summary>
    /// <exception cref="GraphException">Meta refused, or the exchange failed; see the exception's type.</exception>
    public Task<GraphResponse<TAnswer>> SendAsync<TAnswer>(
        GraphCall<TAnswer> call,
        CancellationToken cancellationToken = default
    ) =>
        Transport.SendAsync(
            Exchange(call.Operation, Address(call.Operation, call.Path)),
            call.Operation.AnswerType,
            cancellationToken
        );

    /// <summary>Makes a call and returns the answer with its status and usage.</summary>
    /// <exception cref="GraphException">Meta refused, or the exchange failed; see the exception's type.</exception>
    public Task<GraphResponse<TAnswer>> SendAsync<TRequest, TAnswer>(
        GraphCall<TRequest, TAnswer> call,
        TRequest request,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        return Transport.SendAsync(Exchange(call, request), call.Operation.AnswerType, cancellationToken);
    }

    internal async Task<TAnswer> CallAsync<TAnswer>(GraphCall<TAnswer> call, CancellationToken cancellationToken) =>
        (await SendAsync(call, cancellationToken).ConfigureAwait(false)).Value;

    internal async Task<TAnswer> CallAsync<TRequest, TAnswer>(
        GraphCall<TRequest, TAnswer> call,
        TRequest request,
        CancellationToken cancellationToken
    ) => (await SendAsync(call, request, cancellationToken).ConfigureAwait(false)).Value;

    /// <summary>Yields the items of a list from its first page to its last.</summary>
    internal async IAsyncEnumerable<TItem> ItemsAsync<TQuery, TItem>(
        GraphCall<TQuery, Page<TItem>> call,
        TQuery query,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
        where TQuery : PageQuery
    {
        for (string? last = null; ; )
        {
            var page = await CallAsync(call, query, cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Data)
                yield return item;
            var next = page.NextCursor;
            // A cursor that repeats would never end.
            if (next is null || next == last)
                yield break;
            last = next;
            query = (TQuery)((PageQuery)query with { After = next, Before = null });
        }
    }

    /// <summary>Sends a body that can be read only once, with the media time-out.</summary>
    internal async Task<TAnswer> UploadAsync<TAnswer>(
        GraphCall<TAnswer> call,
        HttpContent content,
        CancellationToken cancellationToken
    )
    {
        var exchange = Exchange(call.Operation, Address(call.Operation, call.Path)) with
        {
            Body = () => content,
            IsOneShot = true,
            Timeout = Transport.Options.MediaTimeout,
        };
        return (
            await Transport.SendAsync(exchange, call.Operation.AnswerType, cancellationToken).ConfigureAwait(false)
        ).Value;
    }

    internal GraphExchange Exchange(GraphOperation operation, Uri address) => new(operation, address, _credentials);

    internal Uri Address(GraphOperation operation, string path, string query = "")
    {
        var root = Transport.Root(operation);
        // Instagram tokens belong to the Instagram app, which has a secret of its own.
        if (_credentials.Proof is not { } proof || operation.Host is not GraphHost.Graph)
            return new Uri(string.Concat(root, path, query), UriKind.Absolute);
        return new Uri(
            $"{root}{path}{query}{(query.Length == 0 ? '?' : '&')}appsecret_proof={proof}",
            UriKind.Absolute
        );
    }

    private GraphExchange Exchange<TRequest, TAnswer>(GraphCall<TRequest, TAnswer> call, TRequest request)
    {
        var operation = call.Operation;
        var secrets = request is ICarrySecrets carrier ? carrier.Secrets : [];
        if (operation.Input is GraphInput.Form)
            return Form(call, request, secrets);
        if (TravelsInQuery(operation))
        {
            var query = new StringBuilder();
            QueryText.Append(query, '?', operation.RequestType, request!);
            return Exchange(operation, Address(operation, call.Path, query.ToString())) with { Secrets = secrets };
        }

        var fields = request is ICarryFields { Fields: { } names } ? $"?fields={Uri.EscapeDataString(names)}" : "";
        return new(operation, Address(operation, call.Path, fields), _credentials)
        {
            Json = JsonSerializer.SerializeToUtf8Bytes(request, operation.RequestType),
            Secrets = secrets,
        };
    }

    private static bool TravelsInQuery(GraphOperation operation) =>
        operation.Input switch
        {
            GraphInput.Query => true,
            GraphInput.ByMethod => operation.Method == HttpMethod.Get || operation.Method == HttpMethod.Delete,
            _ => false,
        };

    private GraphExchange Form<TRequest, TAnswer>(
        GraphCall<TRequest, TAnswer> call,
        TRequest request,
        IReadOnlyList<string> secrets
    )
    {
        var pairs = QueryText.Pairs(call.Operation.RequestType, request!).ToArray();
        return Exchange(call.Operation, Address(call.Operation, call.Path)) with
        {
            Body = () => new FormUrlEncodedContent(pairs),
            Secrets = secrets,
        };
    }
}

using System.Net;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Patchbay.Graph.Calls;
using Patchbay.Graph.Messages;
using Patchbay.Graph.Messenger;
using Patchbay.Graph.OAuth;
using Patchbay.Graph.QrCodes;

namespace Patchbay.Graph.Tests.Catalogue;

/// <summary>Calls every public method once and checks which operation it calls.</summary>
public sealed partial class MethodTests
{
    private const string _id = "123456";

    private static readonly Dictionary<Type, object> _made = new()
    {
        [typeof(string)] = _id,
        [typeof(Uri)] = new Uri("https://example.test/hook"),
        [typeof(Recipient)] = Recipient.Phone("+15551234567"),
        [typeof(OutgoingMessage)] = Message.Text("Hi"),
        [typeof(TemplateMessage)] = new TemplateMessage("t", "en_US"),
        [typeof(DirectRecipient)] = DirectRecipient.User("1"),
        [typeof(DirectMessage)] = DirectMessage.Text("Hi"),
        [typeof(CallRequest)] = CallRequest.Terminate("1"),
        [typeof(SaveQrCode)] = SaveQrCode.Create("Hi"),
        [typeof(ExchangeCode)] = new ExchangeCode
        {
            ClientId = "1",
            ClientSecret = "fake-secret",
            Code = "c",
        },
        [typeof(bool)] = false,
        [typeof(long)] = 0L,
        [typeof(System.Text.Json.Nodes.JsonObject)] = new System.Text.Json.Nodes.JsonObject(),
        [typeof(System.Text.Json.JsonElement)] = System.Text.Json.JsonDocument.Parse("{}").RootElement,
    };

    [Fact]
    public async Task Every_public_method_calls_an_operation_of_the_catalogue_and_every_operation_is_called()
    {
        var sent = new HashSet<string>(StringComparer.Ordinal);
        using var http = new HttpClient(new Recorder(sent));
        var client = new GraphClient(http, new() { Retry = new() { MaxRetries = 0 } });
        foreach (var (group, method) in Methods(client))
            await CallAsync(group, method);
        var catalogue = Operations
            .All.Where(o => o.Id != "downloadMedia")
            .Select(o => $"{o.Method} {o.Host} {Ids().Replace(o.Path, _id)}")
            .ToHashSet(StringComparer.Ordinal);
        sent.Except(catalogue).ShouldBeEmpty();
        catalogue.Except(sent).ShouldBeEmpty();
    }

    private static IEnumerable<(object Group, MethodInfo Method)> Methods(GraphClient client) =>
        from owner in new object[] { client, client.As("test-token") }
        from property in owner.GetType().GetProperties()
        where property.PropertyType.Name.EndsWith("Operations", StringComparison.Ordinal)
        let @group = property.GetValue(owner)!
        from method in @group
            .GetType()
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.Name.EndsWith("Async", StringComparison.Ordinal) && method.Name != "DownloadAsync"
        select (@group, method);

    private static async Task CallAsync(object group, MethodInfo method)
    {
        var arguments = method.GetParameters().Select(p => Make(p)).ToArray();
        try
        {
            var result = method.Invoke(group, arguments);
            if (result is Task task)
                await task;
            else
                await FirstAsync(result!);
        }
        catch (GraphException)
        {
            // The recorder's empty answer is not valid for every operation. Only the request matters here.
            return;
        }
    }

    private static async Task FirstAsync(object sequence)
    {
        var enumerator = sequence
            .GetType()
            .GetInterfaces()
            .Single(i => i.Name == "IAsyncEnumerable`1")
            .GetMethod("GetAsyncEnumerator")!
            .Invoke(sequence, [CancellationToken.None])!;
        var next = enumerator
            .GetType()
            .GetInterfaces()
            .Single(i => i.Name == "IAsyncEnumerator`1")
            .GetMethod("MoveNextAsync")!;
        await (ValueTask<bool>)next.Invoke(enumerator, null)!;
    }

    private static object? Make(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(CancellationToken))
            return CancellationToken.None;
        if (type == typeof(Stream))
            return new MemoryStream([1, 2, 3]);
        if (type == typeof(string) && parameter.Name == "mimeType")
            return "image/png";
        if (Nullable.GetUnderlyingType(type) is not null)
            return null;
        return _made.TryGetValue(type, out var made) ? made : Filled(Activator.CreateInstance(type)!);
    }

    private static object Filled(object request)
    {
        foreach (
            var property in request.GetType().GetProperties().Where(p => p.PropertyType == typeof(string) && p.CanWrite)
        )
            property.SetValue(request, _id);
        return request;
    }

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ids();

    private sealed class Recorder(HashSet<string> sent) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var host = request.RequestUri!.Host switch
            {
                "graph.facebook.com" => GraphHost.Graph,
                "graph.instagram.com" => GraphHost.Instagram,
                _ => GraphHost.InstagramLogin,
            };
            var path = request.RequestUri.AbsolutePath.TrimStart('/');
            sent.Add(
                $"{request.Method} {host} {(path.StartsWith("v23.0/", StringComparison.Ordinal) ? path[6..] : path)}"
            );
            return Task.FromResult(
                new HttpResponseMessage(HttpStatusCode.OK)
                {
                    Content = new StringContent("{}", Encoding.UTF8, "application/json"),
                }
            );
        }
    }
}

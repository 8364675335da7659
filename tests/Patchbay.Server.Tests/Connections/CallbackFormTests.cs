using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Patchbay.Server.Tests.Messages;
using Patchbay.Testing;
using static Patchbay.Server.Tests.Connections.MetaCallbacks;

namespace Patchbay.Server.Tests.Connections;

/// <summary>Meta's two callbacks get forms that are none, and signed requests that are old or signed otherwise.</summary>
public sealed class CallbackFormTests
{
    private const string Multipart = "multipart/form-data; boundary=x";

    private static readonly (string? Type, string Body)[] NoForms =
    [
        ("application/x-www-form-urlencoded", "signed_request=%00"),
        ("application/x-www-form-urlencoded", "signed_request=%"),
        ("application/x-www-form-urlencoded", "%00=%00&signed_request=a.b"),
        ("application/x-www-form-urlencoded", ""),
        ("application/x-www-form-urlencoded", string.Join('&', Enumerable.Range(0, 1_100).Select(i => $"a{i}=1"))),
        ("application/x-www-form-urlencoded", new string('a', 3_000) + "=1"),
        ("application/x-www-form-urlencoded; charset=utf-7", "signed_request=a.b"),
        ("application/x-www-form-urlencoded; charset=nonsense", "signed_request=a.b"),
        ("multipart/form-data", "x"),
        ("multipart/form-data; boundary=", "x"),
        ("multipart/form-data; boundary=" + new string('x', 300), "x"),
        (Multipart, "--x\r\nContent-Disposition: form-data; name=a\r\n\r\n"),
        (Multipart, "--x\r\nContent-Disposition: form-data; name=signed_request\r\n\r\na.b"),
        (Multipart, "--x\r\nContent-Disposition: nonsense\r\n\r\na\r\n--x--"),
        (Multipart, "--x\r\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"H{i}: 1\r\n")) + "\r\na\r\n--x--"),
        ("application/json", """{"signed_request":"a.b"}"""),
        ("text/plain", "signed_request=a.b"),
        ("nonsense", "signed_request=a.b"),
        (null, "signed_request=a.b"),
    ];

    [Fact]
    public async Task What_is_no_form_is_refused_and_nothing_is_logged_as_an_error()
    {
        var errors = new Errors();
        await using var stage = await Stage.StartAsync(services: services =>
            services.AddSingleton<ILoggerProvider>(errors)
        );
        foreach (var path in (string[])[Deauthorize, DeleteData])
        {
            foreach (var (type, body) in NoForms)
            {
                foreach (var isChunked in (bool[])[false, true])
                {
                    using var answer = await PostAsync(stage, path, type, body, isChunked);
                    answer.StatusCode.ShouldBe(
                        HttpStatusCode.Forbidden,
                        $"{type}: {body[..Math.Min(80, body.Length)]}"
                    );
                    (await answer.Content.ReadAsStringAsync()).ShouldContain("signature_invalid");
                }
            }
            using var large = await PostAsync(
                stage,
                path,
                "application/x-www-form-urlencoded",
                "signed_request=" + new string('a', 17_000),
                isChunked: true
            );
            large.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        }
        errors.All.ShouldBeEmpty();
    }

    public static TheoryData<string> Refused =>
        [
            """{"algorithm":"none","user_id":"1","issued_at":{now}}""",
            """{"algorithm":"HMAC-SHA1","user_id":"1","issued_at":{now}}""",
            """{"algorithm":["HMAC-SHA256"],"user_id":"1","issued_at":{now}}""",
            """{"algorithm":"\ud800","user_id":"1","issued_at":{now}}""",
            """{"user_id":"1","issued_at":{now}}""",
            """{"algorithm":"HMAC-SHA256","user_id":"1"}""",
            """{"algorithm":"HMAC-SHA256","user_id":"1","issued_at":1000000000}""",
            """{"algorithm":"HMAC-SHA256","user_id":"1","issued_at":{old}}""",
            """{"algorithm":"HMAC-SHA256","user_id":"1","issued_at":{ahead}}""",
            """{"algorithm":"HMAC-SHA256","user_id":"1","issued_at":"{now}"}""",
            """{"algorithm":"HMAC-SHA256","user_id":"1","issued_at":1e400}""",
            """{"algorithm":"HMAC-SHA256","user_id":"1","issued_at":99999999999999999999999}""",
            """{"algorithm":"HMAC-SHA256","user_id":"1","issued_at":-9223372036854775808}""",
            """{"algorithm":"HMAC-SHA256","user_id":"\ud800","issued_at":{now}}""",
            """{"algorithm":"HMAC-SHA256","issued_at":{now}}""",
            "[]",
            "7",
            "",
        ];

    [Theory, MemberData(nameof(Refused))]
    public async Task A_signed_request_that_is_old_or_signed_otherwise_is_refused(string payload)
    {
        await using var stage = await Stage.StartAsync();
        foreach (var path in (string[])[Deauthorize, DeleteData])
        {
            using var answer = await stage.CallBackWithAsync(path, At(stage, payload), stage.Meta.AppSecret);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    [Theory]
    [InlineData("""{"algorithm":"HMAC-SHA256","user_id":"1","issued_at":{now}}""")]
    [InlineData("""{"algorithm":"HMAC-SHA256","user_id":"1","issued_at":{recent}}""")]
    [InlineData("""{"algorithm":"hmac-sha256","user_id":1,"issued_at":{now}}""")]
    public async Task A_signed_request_of_the_last_minutes_is_taken(string payload)
    {
        await using var stage = await Stage.StartAsync();
        using var answer = await stage.CallBackWithAsync(DeleteData, At(stage, payload), stage.Meta.AppSecret);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static string At(Stage stage, string payload)
    {
        var now = stage.Clock.GetUtcNow().ToUnixTimeSeconds();
        return payload
            .Replace("{now}", $"{now}", StringComparison.Ordinal)
            .Replace("{old}", $"{now - 601}", StringComparison.Ordinal)
            .Replace("{ahead}", $"{now + 601}", StringComparison.Ordinal)
            .Replace("{recent}", $"{now - 599}", StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> PostAsync(
        Stage stage,
        string path,
        string? type,
        string body,
        bool isChunked
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Headers.TransferEncodingChunked = isChunked;
        if (type is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        return await stage.Host.Anonymous.SendAsync(request);
    }

    /// <summary>What a server logs as an error.</summary>
    private sealed class Errors : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
                All.Enqueue(formatter(state, exception) + exception);
        }

        public void Dispose() { }
    }
}

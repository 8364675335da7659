namespace Patchbay.Emulator.Hosting;

/// <summary>A rule that makes matching requests fail.</summary>
public sealed record Fault
{
    public string Id { get; init; } = "";

    /// <summary>The id of an operation, as in <c>spec/graph/operations.json</c>.</summary>
    public string? Operation { get; init; }

    /// <summary>Pattern of the path after the version; <c>*</c> stands for anything.</summary>
    public string? Path { get; init; }
    public string? Method { get; init; }

    /// <summary>Only requests whose path starts with this phone number's id.</summary>
    public string? PhoneNumberId { get; init; }
    public int Code { get; init; }
    public int? Subcode { get; init; }
    public int? HttpStatus { get; init; }
    public string? Message { get; init; }

    /// <summary>What was wrong: <c>error_data.details</c>.</summary>
    public string? Details { get; init; }

    /// <summary>The title for people: <c>error_user_title</c>.</summary>
    public string? UserTitle { get; init; }

    /// <summary>The text for people: <c>error_user_msg</c>.</summary>
    public string? UserMessage { get; init; }

    /// <summary>The class name of the error; OAuthException when not given.</summary>
    public string? Type { get; init; }

    /// <summary>The trace id; a new one when not given.</summary>
    public string? TraceId { get; init; }

    /// <summary>Meta's page on the error.</summary>
    public string? Href { get; init; }

    /// <summary>How many matching requests fail. Null fails all of them.</summary>
    public int? Times { get; init; }

    /// <summary>Only every nth matching request fails.</summary>
    public int? Every { get; init; }

    /// <summary>The wait before the answer. Without a code the request then succeeds.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Cut the connection: <c>before</c> or <c>after</c> the operation acted.</summary>
    public string? Cut { get; init; }

    /// <summary>An HTML body that replaces the JSON answer, as a broken proxy sends it.</summary>
    public string? Html { get; init; }

    public static Fault Preset(string name) =>
        name switch
        {
            "expired_token" => new Fault
            {
                Code = 190,
                Subcode = 463,
                HttpStatus = 401,
            },
            "rate_limit" => new Fault { Code = 80007, HttpStatus = 400 },
            "throughput" => new Fault { Code = 130429, HttpStatus = 400 },
            "meta_down" => new Fault { Code = 2, HttpStatus = 503 },
            "bad_gateway" => new Fault
            {
                HttpStatus = 502,
                Html = "<html><body>Sorry, something went wrong.</body></html>",
            },
            "slow" => new Fault { Delay = TimeSpan.FromSeconds(10) },
            "cut" => new Fault { Cut = "before" },
            "lost_answer" => new Fault { Cut = "after" },
            _ => throw new ArgumentException($"Unknown preset: {name}", nameof(name)),
        };
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;

namespace Patchbay.Emulator.Templates;

/// <summary>Ready-made templates that need no review.</summary>
internal static class TemplateLibrary
{
    public static readonly Operation[] Table =
    [
        Operation.Root(
            "listTemplateLibrary",
            "GET",
            "message_template_library",
            List,
            [
                .. Paging.Params,
                P.Text("search"),
                P.Text("name"),
                P.Text("topic"),
                P.Text("usecase"),
                P.Text("industry"),
                P.Text("language"),
            ]
        ),
    ];

    /// <summary>Returns the components of a library template with the caller's buttons.</summary>
    public static JsonElement Use(string name, string language, JsonElement? buttonInputs)
    {
        var entry =
            LibraryEntries.All.FirstOrDefault(e => e.Name == name && e.Language == language)
            ?? throw Refusals.Invalid($"Param library_template_name is not in the template library in this language.");
        var components = new JsonArray(
            new JsonObject
            {
                ["type"] = "HEADER",
                ["format"] = "TEXT",
                ["text"] = entry.Header,
            },
            Body(entry)
        );
        if (entry.Buttons.Length > 0)
            components.Add(new JsonObject { ["type"] = "BUTTONS", ["buttons"] = Buttons(entry, buttonInputs) });
        return JsonElement.Parse(components.ToJsonString());
    }

    private static JsonObject Body(LibraryEntry entry)
    {
        var body = new JsonObject { ["type"] = "BODY", ["text"] = entry.Body };
        if (entry.Examples.Length > 0)
            body["example"] = new JsonObject
            {
                ["body_text"] = new JsonArray(new JsonArray([.. entry.Examples.Select(x => (JsonNode)x)])),
            };
        return body;
    }

    private static JsonArray Buttons(LibraryEntry entry, JsonElement? inputs)
    {
        var given = inputs is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToList() : [];
        if (given.Count != entry.Buttons.Length)
            throw Refusals.Invalid(
                $"Param library_template_button_inputs must have {entry.Buttons.Length} entries for this template."
            );
        var buttons = new JsonArray();
        foreach (var (button, input) in entry.Buttons.Zip(given))
        {
            if (input.TextOf("type")?.ToUpperInvariant() != button.Type)
                throw Refusals.Invalid(
                    $"Param library_template_button_inputs[{buttons.Count}]['type'] must be {button.Type}."
                );
            buttons.Add(
                button.Type == "URL"
                    ? Url(button, input)
                    : new JsonObject
                    {
                        ["type"] = button.Type,
                        ["text"] = button.Text,
                        ["phone_number"] =
                            input.TextOf("phone_number")
                            ?? throw Refusals.Missing("library_template_button_inputs[0]['phone_number']"),
                    }
            );
        }
        return buttons;
    }

    private static JsonObject Url(LibraryButton button, JsonElement input)
    {
        var url = input.Member("url");
        var address =
            url?.TextOf("base_url") ?? throw Refusals.Missing("library_template_button_inputs[0]['url']['base_url']");
        var answer = new JsonObject
        {
            ["type"] = "URL",
            ["text"] = button.Text,
            ["url"] = address,
        };
        if (url?.TextOf("url_suffix_example") is { } example)
            answer["example"] = new JsonArray(example);
        return answer;
    }

    private static Answer List(Call call)
    {
        _ = call.Token ?? throw Refusals.NoToken();
        bool Holds(string parameter, string text) =>
            call.Input.Text(parameter) is not { } wanted || text.Contains(wanted, StringComparison.OrdinalIgnoreCase);
        var found = LibraryEntries.All.Where(e =>
            Holds("search", $"{e.Name} {e.Header} {e.Body}")
            && Holds("name", e.Name)
            && Holds("topic", e.Topic)
            && Holds("usecase", e.Usecase)
            && Holds("industry", e.Industry)
            && Holds("language", e.Language)
        );
        return Answer.Page(found, e => e.Id, Write, call);
    }

    private static JsonNode Write(LibraryEntry entry) =>
        new JsonObject
        {
            ["name"] = entry.Name,
            ["language"] = entry.Language,
            ["category"] = "UTILITY",
            ["topic"] = entry.Topic,
            ["usecase"] = entry.Usecase,
            ["industry"] = new JsonArray(entry.Industry),
            ["header"] = entry.Header,
            ["body"] = entry.Body,
            ["body_params"] = new JsonArray([.. entry.Examples.Select(x => (JsonNode)x)]),
            ["body_param_types"] = new JsonArray([
                .. entry.Examples.Select(x => (JsonNode)(x.Any(char.IsAsciiDigit) ? "NUMBER" : "TEXT")),
            ]),
            ["buttons"] = new JsonArray([
                .. entry.Buttons.Select(b => (JsonNode)new JsonObject { ["type"] = b.Type, ["text"] = b.Text }),
            ]),
            ["id"] = entry.Id,
        };
}

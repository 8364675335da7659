using System.Text.Json;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Platform.Dialects;

/// <summary>Members of a refusal that several surfaces write alike.</summary>
internal static class ProblemMembers
{
    /// <summary>Writes <c>next_action</c>, <c>wait_until</c> and <c>choices</c>, where there are any.</summary>
    public static void WriteSnakeCase(Utf8JsonWriter json, Problem problem)
    {
        if (problem.Remedy is { } remedy)
        {
            json.WriteString("next_action", remedy.NextAction);
            if (remedy.WaitUntil is { } until)
                json.WriteString("wait_until", InstantConverter.Text(until));
        }
        if (problem.Choices is { } choices)
            WriteChoices(json, choices);
    }

    private static void WriteChoices(Utf8JsonWriter json, IReadOnlyList<NumberChoice> choices)
    {
        json.WriteStartArray("choices");
        foreach (var choice in choices)
        {
            json.WriteStartObject();
            json.WriteString("phone_number_id", choice.PhoneNumberId);
            json.WriteString("display_phone_number", choice.DisplayPhoneNumber);
            json.WriteString("verified_name", choice.VerifiedName);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Blocking;
using Patchbay.Emulator.Calls;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Groups;
using Patchbay.Emulator.Media;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.PreVerified;
using Patchbay.Emulator.Profiles;
using Patchbay.Emulator.QrCodes;
using Patchbay.Emulator.Schedules;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Tests.Catalogue;

/// <summary>For every operation of the catalogue a world in which it succeeds, and the request.</summary>
internal sealed partial class Recipes(Meta meta)
{
    private const string FlowJson =
        """{"version":"7.0","screens":[{"id":"START","terminal":true,"layout":{"type":"SingleColumnLayout","children":[{"type":"Footer","label":"Done","on-click-action":{"name":"complete","payload":{}}}]}}]}""";
    private const string TemplateBody =
        """{"type":"BODY","text":"Hello {{1}}, your parcel has left our warehouse today.","example":{"body_text":[["Ana"]]}}""";
    private readonly World _world = meta.Emulator.Host.Worlds.Default;
    private readonly ConnectedNumber _n = meta.Emulator.Connect(new SignupChoices { BusinessName = "Catalogue Shop" });

    private string Phone => _n.PhoneNumberId;
    private string Waba => _n.WabaId;
    private string Token => _n.AccessToken;
    private string Business => _n.BusinessId;
    private static string Partner => EmulatorDefaults.SystemUserToken;
    private string App => meta.Emulator.AppId;

    public async Task<Recipe> MakeAsync(string id) =>
        id switch
        {
            "getWhatsAppBusinessAccountActivities" => await AfterAsync(
                new Recipe($"{Waba}", """{"name":"Renamed"}""", Token),
                new Recipe($"{Waba}/activities", null, Token)
            ),
            "getConnectedClientBusinesses" => new Recipe($"{App}/connected_client_businesses", null, Partner),
            "deleteAppSubscription" => new Recipe($"{App}/subscriptions?object=page", null, meta.Emulator.AppToken),
            "listAppSubscriptions" => new Recipe($"{App}/subscriptions", null, meta.Emulator.AppToken),
            "createAppSubscription" => new Recipe(
                $"{App}/subscriptions",
                """{"object":"whatsapp_business_account","callback_url":"https://receiver.test/a","verify_token":"right","fields":"messages"}""",
                meta.Emulator.AppToken
            ),
            "getAssignedWhatsAppBusinessAccounts" => await AfterAsync(
                Assign(),
                new Recipe($"{UserId()}/assigned_whatsapp_business_accounts", null, Token)
            ),
            "removeAssignedUser" => await AfterAsync(
                Assign(),
                new Recipe($"{Waba}/assigned_users?user={UserId()}", null, Token)
            ),
            "getAssignedUsers" => await AfterAsync(
                Assign(),
                new Recipe($"{Waba}/assigned_users?business={Business}", null, Token)
            ),
            "addAssignedUser" => Assign(),
            "getWhatsAppBusinessBotDetails" => new Recipe(
                Make(w => AutomationOperations.Of(w, Number(w))).Id,
                null,
                Token
            ),
            "configureConversationalAutomation" => new Recipe(
                $"{Phone}/conversational_automation",
                """{"enable_welcome_message":true,"prompts":["Opening hours?"],"commands":[{"command_name":"help","command_description":"Get help"}]}""",
                Token
            ),
            "unblockUserS" => new Recipe($"{Phone}/block_users", Block(), Token),
            "getBlockedUsers" => await AfterAsync(BlockOne(), new Recipe($"{Phone}/block_users", null, Token)),
            "blockUserS" => BlockOne(),
            "getWhatsAppBusinessAccountDetails" => new Recipe(Waba, null, Token),
            "updateWhatsAppBusinessAccount" => new Recipe(Waba, """{"name":"Renamed","timezone_id":"2"}""", Token),
            "unsubscribeFromWabaWebhooks" or "getAllSubscriptionsForAWaba" or "subscribeToWabaWebhooks" => new Recipe(
                $"{Waba}/subscribed_apps",
                null,
                Token
            ),
            "getBusinessPortfolioSpecificFields" => new Recipe($"{Business}?fields=id,name,timezone_id", null, Token),
            "getClientWhatsAppBusinessAccounts" => new Recipe(
                $"{EmulatorDefaults.PartnerBusinessId}/client_whatsapp_business_accounts",
                null,
                Partner
            ),
            "getCreditLines" => new Recipe($"{EmulatorDefaults.PartnerBusinessId}/extendedcredits", null, Partner),
            "onboardPartnersToMMLite" => new Recipe($"{Business}/onboard_partners_to_mm_lite", "{}", Token),
            "getOwnedWhatsAppBusinessAccounts" => new Recipe(
                $"{Business}/owned_whatsapp_business_accounts",
                null,
                Token
            ),
            "listWhatsAppBusinessAccounts" => new Recipe($"{Business}/whatsapp_business_accounts", null, Token),
            "createWhatsAppBusinessAccount" => new Recipe(
                $"{Business}/whatsapp_business_accounts",
                """{"name":"Second","currency":"EUR","timezone_id":5}""",
                Token
            ),
            "checkCallPermissions" => new Recipe($"{Phone}/call_permissions?user_wa_id=15550100001", null, Token),
            "manageCalls" => await CallAsync(),
            "getCommerceSettings" => new Recipe($"{Phone}/whatsapp_commerce_settings", null, Token),
            "setOrUpdateCommerceSettings" => new Recipe(
                $"{Phone}/whatsapp_commerce_settings?is_cart_enabled=false&is_catalog_visible=true",
                null,
                Token
            ),
            "getBusinessComplianceInfo" => await AfterAsync(
                Compliance(),
                new Recipe($"{Phone}/business_compliance_info", null, Token)
            ),
            "updateBusinessComplianceInfo" => Compliance(),
            "getBusinessEncryptionPublicKey" => await AfterAsync(
                Key(),
                new Recipe($"{Phone}/whatsapp_business_encryption", null, Token)
            ),
            "setBusinessEncryptionPublicKey" => Key(),
            "createFlow" => NewFlow(),
            "listFlows" => await AfterAsync(NewFlow(), new Recipe($"{Waba}/flows", null, Token)),
            "getFlow" or "deleteFlow" => new Recipe(await FlowAsync(), null, Token),
            "updateFlowMetadata" => new Recipe(await FlowAsync(), """{"name":"Renamed flow"}""", Token),
            "listAssetsGetFlowJsonUrl" => new Recipe($"{await FlowAsync()}/assets", null, Token),
            "updateFlowJson" => Asset(await FlowAsync()),
            "publishFlow" => await AfterAsync(
                Asset(await FlowAsync()),
                new Recipe($"{LastFlow()}/publish", null, Token)
            ),
            "deprecateFlow" => await PublishedAsync(),
            "migrateFlows" => await MigrateFlowsAsync(),
            "createGroup" => NewGroup(),
            "getActiveGroups" => await AfterAsync(NewGroup(), new Recipe($"{Phone}/groups", null, Token)),
            "getGroupInfo" => new Recipe(
                $"{await GroupAsync()}?fields=subject,description,suspended,creation_timestamp,participants,total_participant_count,join_approval_mode",
                null,
                Token
            ),
            "updateGroupSettings" => new Recipe(
                await GroupAsync(),
                """{"messaging_product":"whatsapp","subject":"Renamed"}""",
                Token
            ),
            "deleteGroup" => new Recipe(await GroupAsync(), null, Token),
            "createGroupInviteLink" or "deleteGroupInviteLink" => new Recipe(
                $"{await GroupAsync()}/invite_link",
                """{"messaging_product":"whatsapp"}""",
                Token
            ),
            "addGroupParticipants" => new Recipe($"{await GroupAsync()}/participants", Participants, Token),
            "removeGroupParticipants" => await RemoveParticipantAsync(),
            "getJoinRequests" => new Recipe($"{await RequestedGroupAsync()}/join_requests", null, Token),
            "approveJoinRequests" or "rejectJoinRequests" => await DecideAsync(),
            "startUpload" => new Recipe($"{App}/uploads?file_length=4&file_type=image/png", null, Token),
            "sendUpload" => await UploadAsync() with
            {
                Headers = new() { ["file_offset"] = "0" },
                Raw = [1, 2, 3, 4],
            },
            "getUpload" => await UploadAsync(),
            "uploadImage" => new Recipe($"{Phone}/media", null, Token)
            {
                Form = new() { ["messaging_product"] = "whatsapp", ["type"] = "image/png" },
                File = ("file", "a.png", "image/png", SampleMedia.Of("image")),
            },
            "retrieveMediaUrl" or "deleteMedia" => new Recipe(Media(), null, Token),
            "downloadMedia" => await DownloadAsync(),
            "getMessageHistory" => await SentAsync(new Recipe($"{Phone}/message_history", null, Token)),
            "getMessageHistoryEvents" => await HistoryAsync(),
            "sendMessage" => new Recipe(
                $"{Phone}/messages",
                """{"messaging_product":"whatsapp","recipient_type":"individual","to":"15550100001","type":"text","text":{"body":"hi"}}""",
                Token
            ),
            "sendMarketingMessage" => MarketingMessage(),
            "sendEncryptedMessage" => await EncryptedAsync(),
            "getMigrationIntentDetails" => await IntentAsync(
                "set_solution_migration_intent",
                "migration_intent",
                "INITIATE_MIGRATION",
                "migration_intent_id"
            ),
            "getOBOMobilityIntent" => await IntentAsync(
                "obo_mobility_intent",
                "intent_type",
                "INITIATE_TRANSFER",
                "mobility_intent_id"
            ),
            "getInProgressOnBehalfRequests" => await AfterAsync(
                await TransferAsync("obo_mobility_intent", "intent_type", "REQUEST_HANDOVER"),
                new Recipe($"{Waba}/in_progress_onbehalf_request", null, Token)
            ),
            "createOBOMobilityIntent" => await TransferAsync("obo_mobility_intent", "intent_type", "INITIATE_TRANSFER"),
            "setOBOMobilityIntent" => new Recipe(
                $"{Waba}/set_obo_mobility_intent",
                $$"""{"waba_id":"{{Waba}}","solution_id":"{{await SolutionAsync()}}"}""",
                Token
            ),
            "setSolutionMigrationIntent" => await TransferAsync(
                "set_solution_migration_intent",
                "migration_intent",
                "INITIATE_MIGRATION"
            ),
            "getNode" => new Recipe($"{Page()}?fields=name", null, Partner),
            "debugToken" => new Recipe($"debug_token?input_token={Token}", null, meta.Emulator.AppToken),
            "exchangeCode" => new Recipe("oauth/access_token", null)
            {
                Form = new()
                {
                    ["client_id"] = App,
                    ["client_secret"] = meta.Emulator.AppSecret,
                    ["code"] = meta.Emulator.SignUp().Code,
                },
            },
            "extendToken" => new Recipe("oauth/access_token", null)
            {
                Form = new()
                {
                    ["client_id"] = App,
                    ["client_secret"] = meta.Emulator.AppSecret,
                    ["grant_type"] = "fb_exchange_token",
                    ["fb_exchange_token"] = Token,
                },
            },
            "getOfficialBusinessAccountStatus" => await AfterAsync(
                Official(),
                new Recipe($"{Phone}/official_business_account", null, Token)
            ),
            "GraphWhatsAppBusinessAccountToNumberCurrentStatusOfficialBusinessAccountPost" => Official(),
            "getWhatsAppAccountNumberDetails" => new Recipe(
                $"{Phone}?fields=id,display_phone_number,verified_name,status,quality_rating,country_code,country_dial_code,code_verification_status,name_status,messaging_limit_tier,account_mode,certificate,is_official_business_account",
                null,
                Token
            ),
            "getPhoneNumberById" => new Recipe(Phone, null, Token),
            "updatePhoneNumberStatus" => new Recipe(Phone, """{"pin":"654321","search_visibility":"VISIBLE"}""", Token),
            "deregisterPhoneNumber" => new Recipe($"{Phone}/deregister", "{}", Token),
            "registerWhatsAppBusinessPhoneNumber" => new Recipe(
                $"{Phone}/register",
                """{"messaging_product":"whatsapp","pin":"000000"}""",
                Token
            ),
            "requestVerificationCode" => new Recipe(
                $"{await NewNumberAsync()}/request_code",
                """{"code_method":"SMS","language":"en_US"}""",
                Token
            ),
            "verifyPhoneNumberCode" => await VerifyAsync(),
            "getWhatsAppBusinessAccountPhoneNumbers" => new Recipe(
                $"{Waba}/phone_numbers?fields=id,display_phone_number,verified_name,status,quality_rating,country_code,country_dial_code,code_verification_status,unified_cert_status,account_mode,host_platform,messaging_limit_tier,is_official_business_account,username",
                null,
                Token
            ),
            "createWhatsAppBusinessAccountPhoneNumber" => new Recipe(
                $"{Waba}/phone_numbers",
                """{"cc":"1","phone_number":"5552020202","verified_name":"Shop Two"}""",
                Token
            ),
            "getPhoneNumberSettings" => new Recipe($"{Phone}/settings", null, Token),
            "updatePhoneNumberSettings" => new Recipe(
                $"{Phone}/settings",
                """{"storage_configuration":{"enabled":true,"region":"BR"}}""",
                Token
            ),
            "addPhoneNumbers" => new Recipe(
                $"{Business}/add_phone_numbers",
                """{"phone_number":"+15552223333"}""",
                Token
            ),
            "getPreVerifiedPhoneNumbers" => await AfterAsync(
                new Recipe($"{Business}/add_phone_numbers", """{"phone_number":"+15552223333"}""", Token),
                new Recipe($"{Business}/preverified_numbers", null, Token)
            ),
            "sharePreVerifiedPhoneNumber" => new Recipe(
                $"{Business}/share_preverified_numbers",
                $$"""{"preverified_id":"{{PreVerified(true)}}","partner_business_id":"{{EmulatorDefaults.PartnerBusinessId}}"}""",
                Token
            ),
            "deletePreVerifiedPhoneNumber" or "getPreVerifiedPhoneNumberDetails" => new Recipe(
                PreVerified(false),
                null,
                Token
            ),
            "getPreVerifiedPhoneNumberPartners" => new Recipe($"{PreVerified(true)}/partners", null, Token),
            "requestPreVerifiedPhoneNumberCode" => new Recipe(
                $"{PreVerified(false)}/request_code",
                """{"code_method":"SMS","language":"en_US"}""",
                Token
            ),
            "verifyPreVerifiedPhoneNumberCode" => await VerifyPreVerifiedAsync(),
            "getWhatsAppBusinessProfile" => new Recipe(
                $"{Phone}/whatsapp_business_profile?fields=about,address,description,email,websites,vertical",
                null,
                Token
            ),
            "updateWhatsAppBusinessProfileInformation" => new Recipe(
                $"{Phone}/whatsapp_business_profile",
                Profile,
                Token
            ),
            "getWhatsAppBusinessProfileDetails" => new Recipe(
                Make(w => ProfileOperations.Of(w, Number(w))).Id,
                null,
                Token
            ),
            "updateWhatsAppBusinessProfile" => new Recipe(
                Make(w => ProfileOperations.Of(w, Number(w))).Id,
                Profile,
                Token
            ),
            "listAllQrCodes" => await AfterAsync(QrCode(), new Recipe($"{Phone}/message_qrdls", null, Token)),
            "createOrUpdateQrCode" => QrCode(),
            "deleteIndividualQrCode" or "getIndividualQrCode" => new Recipe(
                $"{Phone}/message_qrdls/{(await OkAsync(QrCode()))["code"]}",
                null,
                Token
            ),
            "getWhatsAppBusinessAccountSchedules" => await AfterAsync(
                Schedule(),
                new Recipe($"{Waba}/schedules", null, Token)
            ),
            "createWhatsAppBusinessAccountSchedule" => Schedule(),
            "createWhatsAppBusinessSolution" => NewSolution(),
            "getApplicationWhatsAppBusinessSolutions" => await AfterAsync(
                NewSolution(),
                new Recipe(
                    $"{App}/whatsapp_business_solutions?role=OWNER&fields=id,name,status,status_for_pending_request,owner_app,owner_permissions",
                    null,
                    Partner
                )
            ),
            "getSolutionDetails" => new Recipe(await SolutionAsync(), null, Partner),
            "acceptWhatsAppBusinessSolution" => AcceptSolution(await SolutionAsync()),
            "rejectSolutionRequest" => new Recipe(
                $"{await SolutionAsync()}/reject",
                """{"request_type":"PARTNERSHIP_REQUEST"}""",
                OtherPartner()
            ),
            "sendSolutionDeactivationRequest" => new Recipe(
                $"{await ActiveSolutionAsync()}/send_deactivation_request",
                "{}",
                Partner
            ),
            "acceptWhatsAppBusinessSolutionDeactivationRequest" => new Recipe(
                $"{await EndingSolutionAsync()}/accept_deactivation_request",
                "{}",
                OtherPartner()
            ),
            "rejectSolutionDeactivationRequest" => new Recipe(
                $"{await EndingSolutionAsync()}/reject_deactivation_request",
                """{"reject_deactivation_request":true}""",
                OtherPartner()
            ),
            "getSolutionAccessToken" => new Recipe(
                $"{await ActiveSolutionAsync()}/access_token?business_id={Business}",
                null,
                Partner
            ),
            "listWabaSolutions" => await WithActiveSolutionAsync(new Recipe($"{Waba}/solutions", null, Token)),
            "listTemplateLibrary" => new Recipe("message_template_library", null, Token),
            "getTemplateByIdDefaultFields" => new Recipe(Template(), null, Token),
            "editTemplate" => new Recipe(Template(), $$"""{"components":[{{TemplateBody}}]}""", Token),
            "compareTemplates" => new Recipe(
                $"{Template()}/compare?template_ids=[{Template("second")}]&start=1&end=2",
                null,
                Token
            ),
            "unpauseTemplate" => new Recipe($"{Template(status: "PAUSED")}/unpause", null, Token),
            "previewAuthenticationTemplates" => new Recipe(
                $"{Waba}/message_template_previews?category=AUTHENTICATION&languages=en_US&button_types=OTP",
                null,
                Token
            ),
            "deleteTemplateByName" => await AfterAsync(
                NewTemplate(),
                new Recipe($"{Waba}/message_templates?name=parcel_update", null, Token)
            ),
            "getTemplateByNameDefaultFields" => new Recipe($"{Waba}/message_templates", null, Token),
            "createAuthenticationTemplateWOtpCopyCodeButton" => NewTemplate(),
            "migrateTemplates" => await MigrateTemplatesAsync(),
            "upsertAuthenticationTemplates" => new Recipe(
                $"{Waba}/upsert_message_templates",
                """{"name":"login_code","languages":["en_US","pt_BR"],"category":"AUTHENTICATION","components":[{"type":"BODY"},{"type":"BUTTONS","buttons":[{"type":"OTP","otp_type":"COPY_CODE"}]}]}""",
                Token
            ),
            _ => await MakeOtherAsync(id),
        };

    private const string Participants = """{"messaging_product":"whatsapp","participants":[{"user":"15550100001"}]}""";
    private const string Profile =
        """{"messaging_product":"whatsapp","about":"Fresh bread","email":"shop@example.com","websites":["https://shop.example.com"],"vertical":"RETAIL"}""";

    private T Make<T>(Func<World, T> make) => _world.Change(() => make(_world), out _);

    private PhoneNumber Number(World world) => world.Find<PhoneNumber>(Phone)!;

    private async Task<JsonNode> OkAsync(Recipe recipe)
    {
        using var response = await meta.Http.SendAsync(recipe.ToRequest("POST"), Meta.Cancel);
        var text = await response.Content.ReadAsStringAsync(Meta.Cancel);
        ((int)response.StatusCode).ShouldBe(200, $"{recipe.Path}: {text}");
        return JsonNode.Parse(text)!;
    }

    private async Task<Recipe> AfterAsync(Recipe first, Recipe then)
    {
        await OkAsync(first);
        return then;
    }

    private string UserId() => _world.Read(() => _world.Find<Token>(Token)!.UserId!);

    private Recipe Assign() =>
        new($"{Waba}/assigned_users", $$"""{"user":"{{UserId()}}","tasks":["MANAGE","MESSAGING"]}""", Token);

    private static string Block() => """{"messaging_product":"whatsapp","block_users":[{"user":"+15550100001"}]}""";

    private Recipe BlockOne()
    {
        meta.Emulator.ReceiveText(Phone, "15550100001", "Maria", "hello");
        return new Recipe($"{Phone}/block_users", Block(), Token);
    }

    private async Task<Recipe> CallAsync()
    {
        Make(w => w.Find<Business>(Business)!.MessagingLimit = "TIER_2K");
        await OkAsync(new Recipe($"{Phone}/settings", """{"calling":{"status":"enabled"}}""", Token));
        Make(w =>
        {
            PermissionRules.Reply(w, Number(w), "15550100001", accepts: true, isPermanent: false);
            return true;
        });
        return new Recipe(
            $"{Phone}/calls",
            """{"messaging_product":"whatsapp","to":"15550100001","action":"connect","session":{"sdp_type":"offer","sdp":"v=0"}}""",
            Token
        );
    }

    private Recipe Compliance() =>
        new(
            $"{Phone}/business_compliance_info",
            """{"messaging_product":"whatsapp","entity_name":"Shop Ltd","entity_type":"PARTNERSHIP","is_registered":true,"grievance_officer_details":{"name":"Ana","email":"ana@example.com"},"customer_care_details":{"email":"care@example.com","mobile_number":"+15550100"}}""",
            Token
        );

    private Recipe Key()
    {
        using var rsa = RSA.Create(2048);
        return new Recipe($"{Phone}/whatsapp_business_encryption", null, Token)
        {
            Form = new() { ["business_public_key"] = rsa.ExportSubjectPublicKeyInfoPem() },
        };
    }

    private Recipe NewFlow() =>
        new($"{Waba}/flows", null, Token)
        {
            Form = new() { ["name"] = "Survey", ["categories"] = "[\"SURVEY\"]" },
        };

    private async Task<string> FlowAsync() => (string)(await OkAsync(NewFlow()))["id"]!;

    private Recipe Asset(string flow) =>
        new($"{flow}/assets", null, Token)
        {
            Form = new() { ["name"] = "flow.json", ["asset_type"] = "FLOW_JSON" },
            File = ("file", "flow.json", "application/json", Encoding.UTF8.GetBytes(FlowJson)),
        };

    private string LastFlow() => _world.Read(() => _world.All<Emulator.Flows.Flow>().Last().Id);

    private async Task<Recipe> PublishedAsync()
    {
        await OkAsync(Asset(await FlowAsync()));
        return await AfterAsync(
            new Recipe($"{LastFlow()}/publish", null, Token),
            new Recipe($"{LastFlow()}/deprecate", null, Token)
        );
    }

    private async Task<string> SecondWabaAsync() =>
        (string)
            (await OkAsync(new Recipe($"{Business}/whatsapp_business_accounts", """{"name":"Second"}""", Token)))[
                "id"
            ]!;

    private async Task<Recipe> MigrateFlowsAsync()
    {
        var target = await SecondWabaAsync();
        return await AfterAsync(
            NewFlow(),
            new Recipe($"{target}/migrate_flows", null, Token)
            {
                Form = new() { ["source_waba_id"] = Waba, ["source_flow_names"] = "[\"Survey\",\"Missing\"]" },
            }
        );
    }

    private Recipe NewGroup(string mode = "auto_approve") =>
        new(
            $"{Phone}/groups",
            $$"""{"messaging_product":"whatsapp","subject":"Friends","description":"All of us","join_approval_mode":"{{mode}}"}""",
            Token
        );

    private async Task<string> GroupAsync()
    {
        await OkAsync(NewGroup());
        return _world.Read(() => _world.All<Group>().Last().Id);
    }

    private async Task<Recipe> RemoveParticipantAsync()
    {
        var group = await GroupAsync();
        return await AfterAsync(
            new Recipe($"{group}/participants", Participants, Token),
            new Recipe($"{group}/participants", Participants, Token)
        );
    }

    private async Task<string> RequestedGroupAsync()
    {
        await OkAsync(NewGroup("approval_required"));
        return Make(w =>
        {
            var group = w.All<Group>().Last();
            GroupRules.Join(w, group, "15550100002");
            return group.Id;
        });
    }

    private async Task<Recipe> DecideAsync()
    {
        var group = await RequestedGroupAsync();
        var request = _world.Read(() => _world.Find<Group>(group)!.JoinRequests[0].Id);
        return new Recipe(
            $"{group}/join_requests",
            $$"""{"messaging_product":"whatsapp","join_requests":["{{request}}"]}""",
            Token
        );
    }

    private async Task<Recipe> UploadAsync() =>
        new(
            (string)(await OkAsync(new Recipe($"{App}/uploads?file_length=4&file_type=image/png", null, Token)))["id"]!,
            null,
            Token
        );

    private string Media() => Make(w => MediaRules.StoreInbound(w, Number(w), "image", null, null, null)).Id;

    private async Task<Recipe> DownloadAsync() =>
        new((string)(await meta.GetAsync($"v23.0/{Media()}", Token)).ShouldSucceed()["url"]!, null, Token);

    private async Task<Recipe> SentAsync(Recipe then)
    {
        await meta.SendTextAsync(_n, "15550100001");
        await meta.SettleAsync();
        return then;
    }

    private async Task<Recipe> HistoryAsync()
    {
        await SentAsync(new Recipe(""));
        var id = (string)
            (await meta.GetAsync($"v23.0/{Phone}/message_history", Token)).ShouldSucceed()["data"]![0]!["id"]!;
        return new Recipe($"{id}/events", null, Token);
    }

    private Recipe MarketingMessage()
    {
        Template(
            "big_sale",
            category: "MARKETING",
            components: """[{"type":"BODY","text":"Everything is cheaper this week."}]"""
        );
        return new Recipe(
            $"{Phone}/marketing_messages",
            """{"messaging_product":"whatsapp","recipient_type":"individual","to":"15550100001","type":"template","template":{"name":"big_sale","language":{"policy":"deterministic","code":"en_US"}}}""",
            Token
        );
    }

    private async Task<Recipe> EncryptedAsync()
    {
        using var rsa = RSA.Create(2048);
        var key = Convert.ToBase64String(Encoding.UTF8.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()));
        await OkAsync(
            new Recipe(
                $"{Phone}/settings",
                $$$"""{"payload_encryption":{"status":"enabled","client_encryption_key":"{{{key}}}"}}""",
                Token
            )
        );
        return new Recipe(
            $"{Phone}/messages_encrypted",
            """{"messaging_product":"whatsapp","encrypted_contents":"eyJhbGciOiJSU0EtT0FFUCJ9.AAAA.BBBB.CCCC.DDDD"}""",
            Token
        );
    }

    private string OtherApp() =>
        Make(w =>
            w.All<App>().FirstOrDefault(a => a.Name == "Other partner")
            ?? w.Add(
                new App
                {
                    Id = w.Ids.Number(),
                    Name = "Other partner",
                    Secret = "other-secret",
                    BusinessId = w.Add(new Business { Id = w.Ids.Number(), Name = "Other partner" }).Id,
                }
            )
        ).Id;

    private Recipe NewSolution() =>
        new(
            $"{App}/whatsapp_business_solution",
            $$"""{"owner_permissions":["MESSAGING"],"partner_app_id":"{{OtherApp()}}","partner_permissions":[],"solution_name":"Together"}""",
            Partner
        );

    private async Task<string> SolutionAsync() => (string)(await OkAsync(NewSolution()))["solution_id"]!;

    private Recipe AcceptSolution(string solution) =>
        new($"{solution}/accept", $$"""{"partner_app_id":"{{OtherApp()}}"}""", OtherPartner());

    /// <summary>A token of the other partner's app.</summary>
    private string OtherPartner()
    {
        var app = OtherApp();
        return AddToken(
            new Token
            {
                Id = "EAAother",
                Kind = TokenKind.SystemUser,
                AppId = app,
                BusinessId = _world.Read(() => _world.Find<App>(app)!.BusinessId),
                Scopes = [.. Scopes.Whatsapp],
            }
        );
    }

    private async Task<string> ActiveSolutionAsync()
    {
        var solution = await SolutionAsync();
        await OkAsync(AcceptSolution(solution));
        return solution;
    }

    private async Task<string> EndingSolutionAsync()
    {
        var solution = await ActiveSolutionAsync();
        await OkAsync(new Recipe($"{solution}/send_deactivation_request", "{}", Partner));
        return solution;
    }

    private async Task<Recipe> WithActiveSolutionAsync(Recipe then)
    {
        await ActiveSolutionAsync();
        return then;
    }

    private async Task<Recipe> TransferAsync(string edge, string name, string step) =>
        new(
            $"{Waba}/{edge}",
            $$"""{"solution_id":"{{await SolutionAsync()}}","target_solution_id":"{{await SolutionAsync()}}","{{name}}":"{{step}}"}""",
            Token
        );

    private async Task<Recipe> IntentAsync(string edge, string name, string step, string id) =>
        new((string)(await OkAsync(await TransferAsync(edge, name, step)))[id]!, null, Token);

    private string Page() => _world.Read(() => _world.All<FacebookPage>().First().Id);

    private Recipe Official() =>
        new(
            $"{Phone}/official_business_account",
            """{"action":"SUBMIT_APPLICATION","application_data":{"business_name":"Shop"}}""",
            Token
        );

    private async Task<string> NewNumberAsync() =>
        (string)
            (
                await OkAsync(
                    new Recipe(
                        $"{Waba}/phone_numbers",
                        """{"cc":"1","phone_number":"5553030303","verified_name":"Shop Three"}""",
                        Token
                    )
                )
            )["id"]!;

    private async Task<Recipe> VerifyAsync()
    {
        var number = await NewNumberAsync();
        await OkAsync(new Recipe($"{number}/request_code", """{"code_method":"VOICE","language":"en_US"}""", Token));
        return new Recipe(
            $"{number}/verify_code",
            $$"""{"code":"{{meta.Emulator.VerificationCodeOf(number)}}"}""",
            Token
        );
    }

    private string PreVerified(bool verified) =>
        Make(w =>
            w.Add(
                new PreVerifiedNumber
                {
                    Id = w.Ids.Number(16),
                    BusinessId = Business,
                    Digits = "15554445555",
                    Verified = verified,
                    VerifiedAt = w.Clock.Milliseconds,
                }
            )
        ).Id;

    private async Task<Recipe> VerifyPreVerifiedAsync()
    {
        var id = PreVerified(false);
        await OkAsync(new Recipe($"{id}/request_code", """{"code_method":"SMS","language":"en_US"}""", Token));
        return new Recipe(
            $"{id}/verify_code",
            $$"""{"code":"{{_world.Read(() => _world.Find<PreVerifiedNumber>(id)!.Code)}}"}""",
            Token
        );
    }

    private Recipe QrCode() =>
        new($"{Phone}/message_qrdls", """{"prefilled_message":"Tell me more","generate_qr_image":"SVG"}""", Token);

    private Recipe Schedule() =>
        new(
            $"{Waba}/schedules",
            """{"name":"Open","schedule_type":"BUSINESS_HOURS","start_time":"09:00","end_time":"17:00","timezone":"UTC","days_of_week":["MONDAY"]}""",
            Token
        );

    private string Template(
        string name = "parcel_update",
        string category = "UTILITY",
        string status = "APPROVED",
        string? components = null
    ) =>
        Make(w =>
            w.Add(
                new Template
                {
                    Id = w.Ids.Number(16),
                    Waba = Waba,
                    Name = name,
                    Language = "en_US",
                    Category = category,
                    Status = status,
                    Components = components ?? $"[{TemplateBody}]",
                }
            )
        ).Id;

    private Recipe NewTemplate() =>
        new(
            $"{Waba}/message_templates",
            $$"""{"name":"parcel_update","language":"en_US","category":"UTILITY","components":[{{TemplateBody}}]}""",
            Token
        );

    private async Task<Recipe> MigrateTemplatesAsync()
    {
        Template();
        return new Recipe(
            $"{await SecondWabaAsync()}/migrate_message_templates",
            $$"""{"source_waba_id":"{{Waba}}"}""",
            Token
        );
    }
}

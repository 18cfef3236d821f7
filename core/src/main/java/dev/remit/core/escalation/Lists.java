package dev.remit.core.escalation;

import java.util.Map;

/**
 * The phrases, by topic and language, in this project's own choice of words; {@link Phrase} says how to read them. A place
 * in a list is a rule's name on record, so new ones go to the end of their line.
 */
final class Lists {
    static final String NEGATIONS = """
            no not never without none don doesn didn isn wasn won cannot nothing
            kein keine keinen keiner keinem keines nicht nie niemals ohne
            pas sans aucun aucune jamais ni
            sin ningun ninguna nunca jamas tampoco
            non senza nessun nessuna nessuno mai
            geen niet nooit zonder
            nao sem nenhum nenhuma
            """;

    private static final String SELF_HARM = """
            en: kill myself | killing myself | suicid* | end my life | ending my life | end it all | want to die | wish i was dead | wish i were dead | hurt myself | hurting myself | harm myself | self harm* | selfharm* | no reason to live | better off dead | take my own life | cut myself | don t want to live | not want to live | can t live like this | nothing to live for | don t want to be alive | rather be dead
            de: umbringen | bringe mich um | selbstmord* | suizid* | nicht mehr leben | will sterben | mochte sterben | das leben nehmen | mir etwas antun | mich ritzen | ritze mich | selbst verletz* | selbstverletz* | lieber tot | keinen sinn mehr | nicht mehr weiterleben
            fr: me tuer | suicid* | en finir avec la vie | envie de mourir | veux mourir | voudrais mourir | me faire du mal | plus envie de vivre | ne veux plus vivre | me suicider | mettre fin a mes jours | mieux mort* | m ouvrir les veines
            es: suicid* | matarme | quitarme la vida | quiero morir* | hacerme dano | no quiero vivir | no quiero seguir viviendo | ganas de morir | acabar con mi vida | mejor muert* | autolesi* | cortarme las venas
            it: suicid* | uccidermi | ammazzarmi | voglio morire | vorrei morire | farmi del male | togliermi la vita | non voglio piu vivere | farla finita | autolesion*
            nl: zelfmoord* | suicid* | mezelf iets aandoen | wil dood | wil niet meer leven | einde aan mijn leven | mezelf pijn doen | mezelf snijden | liever dood
            pt: suicid* | me matar | matar me | quero morrer | tirar a minha vida | tirar minha vida | acabar com a minha vida | me machucar | nao quero mais viver | nao quero viver | automutila* | por fim a minha vida
            """;

    private static final String MINORS = """
            en: i am <age> years old | i m <age> years old | i am only <age> years | i m only <age> years | i m just <age> years | my <age> year old | <age> year old son | <age> year old daughter | son is <age> | daughter is <age> | child is <age> | underage | under age | i am a minor | i m a minor | is a minor | am under 18 | m under 18 | is under 18 | under eighteen | my child bought | my child ordered | my child used | my kid bought | my kid ordered | my kid used | my son bought | my son ordered | my son used | my daughter bought | my daughter ordered | my daughter used | my parents don t know | without my parents | still a child | still in primary school
            de: ich bin <age> jahre | bin erst <age> | sohn ist <age> | tochter ist <age> | kind ist <age> | mein <age> jahrig* | meine <age> jahrig* | meiner <age> jahrig* | meinem <age> jahrig* | minderjahrig* | bin unter 18 | ist unter 18 | noch ein kind | mein kind hat _ bestellt | mein kind hat _ gekauft | mein sohn hat _ bestellt | mein sohn hat _ gekauft | meine tochter hat _ bestellt | meine tochter hat _ gekauft | meine eltern wissen nicht* | ohne meine eltern | noch nicht volljahrig | nicht volljahrig
            fr: j ai <age> ans | fils a <age> ans | fille a <age> ans | enfant a <age> ans | fils de <age> ans | fille de <age> ans | enfant de <age> ans | mineur | mineure | mineurs | moins de 18 ans | mon enfant a achete | mon enfant a commande | mon fils a achete | mon fils a commande | ma fille a achete | ma fille a commande | mes parents ne savent pas | sans l accord de mes parents
            es: tengo <age> anos | hijo de <age> anos | hija de <age> anos | hijo tiene <age> | hija tiene <age> | menor de edad | menores de edad | menor de 18 | mi hijo compro | mi hijo ha comprado | mi hija compro | mi hija ha comprado | mi hijo pidio | mis padres no saben | sin permiso de mis padres
            it: ho <age> anni | figlio di <age> anni | figlia di <age> anni | figlio ha <age> | figlia ha <age> | minorenne* | minorenni | minore di 18 | mio figlio ha comprato | mio figlio ha ordinato | mia figlia ha comprato | mia figlia ha ordinato | i miei genitori non sanno
            nl: ik ben <age> jaar | pas <age> jaar | zoon van <age> | dochter van <age> | zoon is <age> | dochter is <age> | minderjarig* | onder de 18 | mijn kind heeft _ gekocht | mijn zoon heeft _ besteld | mijn zoon heeft _ gekocht | mijn dochter heeft _ besteld | mijn dochter heeft _ gekocht | mijn ouders weten
            pt: tenho <age> anos | filho de <age> anos | filha de <age> anos | filho tem <age> | filha tem <age> | menor de idade | menores de idade | meu filho comprou | minha filha comprou | o meu filho encomendou | meus pais nao sabem
            """;

    private static final String LEGAL = """
            en: lawyer* | attorney* | solicitor* | lawsuit* | legal action* | legal steps | legal proceedings | legal department | legal counsel | legal representative* | sue you | sue your | sue them | sue the | will sue | to sue | suing | take you to court | to court | in court | court case | court order | small claims | litigation | cease and desist | breach of contract | subpoena* | legally liable | press charges | statutory rights | class action | letter before action
            de: anwalt* | anwalte* | anwaltin* | rechtsanwalt* | verklag* | klage einreich* | klage erheb* | vor gericht | zum gericht | gerichtlich* | rechtliche schritte | rechtlich vorgehen | rechtlichen schritten | rechtsstreit* | abmahnung* | rechtsabteilung | anzeige erstatten | strafanzeige | mahnverfahren | fristsetzung | schadensersatz* | rechtsschutz*
            fr: avocat* | tribunal* | tribunaux | porter plainte | porterai plainte | poursuite* judiciaire* | poursuivre en justice | action en justice | mise en demeure | huissier* | saisir la justice | assigner en justice | demarche* juridique* | dommages et interets | prud hommes | service juridique
            es: abogad* | demandar* | demandare* | demanda judicial | poner una demanda | tribunal* | juzgado* | acciones legales | accion legal | medidas legales | denunciar* | denuncia | ir a juicio | incumplimiento de contrato | burofax | departamento legal | indemnizacion por danos
            it: avvocat* | tribunale | vie legali | azioni legali | azione legale | fare causa | faro causa | denuncia* | querela* | diffida | decreto ingiuntivo | in giudizio | risarcimento danni | ufficio legale | studio legale
            nl: advocaat | advocaten | rechtbank* | rechtszaak* | aanklagen | juridische stappen | juridische actie | voor de rechter | naar de rechter | rechter stappen | dagvaard* | ingebrekestelling | in gebreke | aangifte doen | rechtsbijstand* | schadevergoeding | deurwaarder*
            pt: advogad* | tribunal* | vou processar | processo judicial | acao judicial | acao legal | acoes legais | medidas judiciais | medidas legais | na justica | notificacao extrajudicial | indenizacao por danos | indemnizacao por danos | queixa crime
            """;

    private static final String REGULATED = """
            en: ombudsman* | regulator | regulators | regulatory | gdpr | ccpa | data protection | data subject | subject access request | right to be forgotten | erase _ personal data | delete _ personal data | delete all my data | financial conduct authority | consumer protection | trading standards | financial advice | investment advice | medical advice | tax advice | legal advice | money laundering | privacy commissioner | supervisory authority | information commissioner* | medication | prescription | side effects | hipaa
            de: dsgvo | datenschutz* | ombudsmann | ombudsstelle* | schlichtungsstelle* | bafin | aufsichtsbehorde* | verbraucherzentrale* | verbraucherschutz* | auskunft nach artikel | meine daten loschen | loschung meiner daten | anlageberatung | steuerberatung | medizinisch* beratung | geldwasche* | nebenwirkung* | verschreibungspflichtig* | bundesnetzagentur
            fr: rgpd | cnil | mediateur | protection des donnees | supprimer mes donnees | suppression de mes donnees | droit a l oubli | dgccrf | repression des fraudes | autorite de controle | conseil en investissement | conseil medical | avis medical | blanchiment | effets secondaires | ordonnance medicale | ufc que choisir
            es: rgpd | proteccion de datos | derecho al olvido | borrar mis datos | eliminar mis datos | supresion de mis datos | defensor del pueblo | oficina del consumidor | organismo regulador | proteccion al consumidor | blanqueo de capitales | lavado de dinero | asesoramiento financiero | consejo medico | efectos secundarios | receta medica | agencia espanola de proteccion
            it: garante della privacy | protezione dei dati | cancellare i miei dati | cancellazione dei miei dati | diritto all oblio | antitrust | agcom | banca d italia | consulenza finanziaria | consiglio medico | riciclaggio | effetti collaterali | ricetta medica | associazione consumatori
            nl: gegevensbescherming | autoriteit persoonsgegevens | avg verzoek | ombudsman | toezichthouder* | geschillencommissie | mijn gegevens verwijderen | mijn gegevens wissen | consumentenbond | beleggingsadvies | medisch advies | witwassen | bijwerkingen | recht op vergetelheid
            pt: lgpd | rgpd | protecao de dados | apagar os meus dados | excluir meus dados | eliminar os meus dados | procon | provedor de justica | banco central | defesa do consumidor | livro de reclamacoes | lavagem de dinheiro | aconselhamento financeiro | conselho medico | efeitos secundarios | efeitos colaterais | receita medica
            """;

    private static final String DISPUTE = """
            en: chargeback* | charge back | dispute | disputing | disputed | charged twice | charged me twice | double charged | billed twice | charged _ without | unauthorised charge* | unauthorized charge* | unauthorised payment* | unauthorized payment* | didn t authorise | didn t authorize | did not authorise | did not authorize | never authorised | never authorized | never ordered | didn t order | did not order | wrong amount | overcharged | contest the | refuse to pay | won t pay | will not pay | not going to pay | don t owe | do not owe | claim the money back | never received my refund | don t recognise this | don t recognize this
            de: ruckbuchung* | rucklastschrift* | zuruckbuchen | doppelt abgebucht | zweimal abgebucht | doppelt berechnet | unberechtigte abbuchung* | unberechtigt abgebucht | ohne meine zustimmung | nie bestellt | nicht bestellt | falsch* betrag | falsch abgerechnet | zahle nicht | werde nicht zahlen | werde _ nicht bezahlen | bestreite | widerspreche | widerspruch | forderung ist unberechtigt | zu viel abgebucht | zu viel berechnet | kenne diese abbuchung nicht
            fr: conteste | contester | contestation | preleve deux fois | prelevee deux fois | debite deux fois | facture deux fois | facturee deux fois | prelevement non autorise | paiement non autorise | sans mon accord | jamais commande | pas commande | refuse de payer | montant errone | mauvais montant | litige | opposition bancaire | rejeter le prelevement | retrofacturation
            es: contracargo* | disputa* | disputar | cobrado dos veces | cobraron dos veces | cobro doble | doble cobro | cobro no autorizado | cargo no autorizado | cargos no autorizados | no autorice | nunca pedi | no pedi | no he pedido | me niego a pagar | no voy a pagar | importe incorrecto | no reconozco este | devolver el cargo | cobrado de mas
            it: contesto | contestare | contestazione | addebitato due volte | doppio addebito | addebito non autorizzato | pagamento non autorizzato | mai ordinato | non ho ordinato | mi rifiuto di pagare | non paghero | importo sbagliato | importo errato | storno | non riconosco questo | senza la mia autorizzazione
            nl: betwist* | betwisten | dubbel afgeschreven | twee keer afgeschreven | dubbel betaald | onterecht afgeschreven | zonder toestemming | nooit besteld | niet besteld | weiger te betalen | betaal niet | verkeerd bedrag | terugboeking* | storneren | chargeback* | ken deze afschrijving niet
            pt: contesto | contestar | contestacao | cobrado duas vezes | cobraram duas vezes | cobranca dupla | cobranca indevida | cobranca nao autorizada | nao autorizei | nunca encomendei | nunca pedi | recuso me a pagar | nao vou pagar | valor errado | estorno* | nao reconheco esta | disputa*
            """;

    private static final String COMPLAINT = """
            en: complain | complaint* | complaining | speak to a manager | speak to your manager | speak to the manager | talk to a manager | talk to your manager | your supervisor | a supervisor | dissatisfied | unsatisfied | not satisfied | not happy with | unhappy with | very disappointed | disappointed with | disappointed in | disappointing | terrible service | bad service | poor service | awful service | terrible experience | poor quality | escalate this | bad review | negative review | let down by
            de: beschwer* | reklam* | unzufrieden* | nicht zufrieden | enttausch* | schlechter service | schlechten service | schlechte erfahrung* | schlechte qualitat | mit ihrem vorgesetzten | ihren vorgesetzten | geschaftsfuhrer* | mit dem chef | schlechte bewertung | mangelhaft* | beanstand*
            fr: reclamation* | me plaindre | plainte | mecontent* | insatisfait* | pas satisfait* | pas content* | decu* | deception | mauvais service | service deplorable | parler a un responsable | votre responsable | un superieur | mauvaise experience | mauvaise qualite | avis negatif
            es: queja* | quejarme | reclamo | reclamacion* | insatisfech* | no estoy satisfech* | no estoy content* | descontent* | decepcion* | mal servicio | pesimo servicio | hablar con un supervisor | hablar con el encargado | su supervisor | mala experiencia | mala calidad | hoja de reclamacion*
            it: reclamo* | reclami | lamentela* | lamentarmi | insoddisfatt* | non sono soddisfatt* | delus* | deludente | pessimo servizio | servizio pessimo | parlare con un responsabile | il suo responsabile | vostro responsabile | brutta esperienza | scarsa qualita | scontent*
            nl: klacht* | klagen over | beklag* | ontevreden | niet tevreden | teleurgesteld* | teleurstell* | slechte service | slecht geholpen | uw leidinggevende | een leidinggevende | manager spreken | slechte ervaring* | slechte kwaliteit | negatieve recensie
            pt: reclamacao | reclamacoes | reclamar | queixa* | insatisfeit* | nao estou satisfeit* | descontent* | desapontad* | decepcionad* | dececionad* | pessimo servico | mau servico | falar com um supervisor | falar com o gerente | seu supervisor | ma experiencia | pessima experiencia | ma qualidade
            """;

    private static final String PRESS = """
            en: journalist* | go to the press | going to the press | the press about | contact the press | press inquiry | press enquiry | press request | press office | on behalf of the press | tell the press | newspaper | newspapers | to the media | the media will | media inquiry | media request | reporter* | writing an article | writing a story | news story | news outlet* | press deadline | on the record | tv station | documentary about | request for comment | asking for comment | go public
            de: journalist* | presse | presseanfrage* | pressestelle* | an die zeitung | reporter* | redaktion* | fernsehen | fernsehsender | an die medien | an die offentlichkeit | artikel uber sie | artikel uber ihr* | stellungnahme fur
            fr: journaliste* | la presse | aux medias | les medias | reportage* | un article sur | redaction du journal | chaine de television | demande de presse | service de presse | rendre publi*
            es: periodista* | la prensa | los medios | periodico | reportaje* | reportero* | un articulo sobre | cadena de television | gabinete de prensa | hacerlo publico
            it: giornalist* | alla stampa | ufficio stampa | della stampa | giornale | ai media | televisione | un articolo su | servizio televisivo | redazione del giornale
            nl: journalist* | de pers | naar de media | de krant | verslaggever* | een artikel over | persvoorlichter* | persvraag | televisie uitzending | redactie
            pt: jornalista* | a imprensa | imprensa | jornal | reportagem | reporter* | aos media | na midia | um artigo sobre | canal de televisao | assessoria de imprensa
            """;

    private static final String HIGH_VALUE = """
            en: bulk order* | large order* | very large order | wholesale order* | enterprise contract* | enterprise plan | for our whole company | for the whole company | for our entire company | thousands of euros | thousands of dollars | thousands of pounds | tens of thousands | five figure* | six figure* | seven figure* | half a million | million euros | million dollars | hundreds of seats | hundreds of licences | hundreds of licenses | hundreds of units | tender document* | framework agreement
            de: grossbestellung* | grossauftrag* | grossabnahme* | rahmenvertrag* | tausend euro | tausende euro | tausende von euro | millionen | sechsstellig* | funfstellig* | siebenstellig* | fur die ganze firma | fur unser ganzes unternehmen | hunderte lizenzen | ausschreibung*
            fr: grosse commande | commande en gros | commande importante | contrat cadre | milliers d euros | million d euros | millions d euros | pour toute l entreprise | appel d offres | centaines de licences | cinq chiffres | six chiffres
            es: pedido grande | gran pedido | pedido al por mayor | compra al por mayor | miles de euros | miles de dolares | millon de euros | millones de euros | millones de dolares | para toda la empresa | contrato marco | licitacion* | cientos de licencias | seis cifras | cinco cifras
            it: grosso ordine | ordine all ingrosso | migliaia di euro | milione di euro | milioni di euro | per tutta l azienda | contratto quadro | gara d appalto | centinaia di licenze | sei cifre
            nl: grote bestelling | groothandel | duizenden euro* | miljoen euro | raamovereenkomst | voor het hele bedrijf | aanbesteding* | honderden licenties | zes cijfers
            pt: encomenda grande | grande encomenda | pedido grande | compra por atacado | milhares de euros | milhares de reais | milhao de euros | milhoes | para toda a empresa | contrato quadro | licitacao | centenas de licencas | seis digitos
            """;

    private static final String ANGRY = """
            en: furious | outrage* | unacceptable | ridiculous | fed up | sick of this | sick and tired | absolute joke | what a joke | worst service | worst company | worst experience | worst ever | useless | pathetic | incompetent* | disgusting | disgrace* | idiot* | stupid bot | stupid company | moron* | bullshit | bloody hell | fuck* | what the hell | screw you | piss* off | scam* | rip off | ripoff | so angry | very angry | really angry | i am angry | i m angry | losing my patience | lost my patience | had enough of | liars | thieves | this is insane | how dare you
            de: wutend | stinksauer | sauer auf | bin sauer | unverschamt* | frechheit* | unmoglich* service | inakzeptabel | nicht hinnehmbar | saftladen | scheiss* | verarsch* | idiot* | unfahig* | lacherlich* | die schnauze voll | nase voll | jetzt reicht | mir reicht es | mir reichts | abzock* | betruger* | zum kotzen | eine zumutung | sauerei | unfassbar | schlimmste* service | geht s noch | verdammt*
            fr: furieu* | inadmissible* | inacceptable* | ridicule* | honteu* | scandale* | scandaleu* | ras le bol | j en ai marre | marre de | incompetent* | incapables | nul a chier | arnaque* | escroc* | voleurs | putain | merde | connard* | c est une honte | foutez de moi | moquez de moi | se moque de moi | en colere | a bout de patience
            es: furios* | indignad* | inaceptable* | ridicul* | vergonzos* | una verguenza | hart* de | estoy hart* | incompetente* | inutiles | estafa* | ladrones | mierda | joder | idiota* | estupid* | el peor servicio | la peor empresa | que asco | enfadad* | muy enojad* | cabread* | es intolerable | me toman el pelo | una tomadura de pelo
            it: furios* | inaccettabil* | ridicol* | vergognos* | una vergogna | stufo di | stufa di | sono stufo | sono stufa | incompetent* | truffa* | truffator* | ladri | merda | cazzo | idiot* | il peggior servizio | la peggiore azienda | che schifo | arrabbiat* | incazzat* | mi prendete in giro | presa in giro | scandalos*
            nl: woedend | boos op | ben boos | heel boos | onacceptabel | belachelijk | schandalig* | schande | ben het zat | zat van | incompetent* | oplichters | oplichting | klote | godver* | kut | idioot | idioten | slechtste service | slechtste bedrijf | waardeloos | onbeschoft* | spuugzat | wat een aanfluiting
            pt: furios* | inaceitave* | ridicul* | vergonh* | fart* de | estou fart* | cansad* de esperar | incompetent* | golpe | burla | ladroes | merda | porra | idiota* | o pior servico | a pior empresa | que nojo | zangad* | irritad* | com raiva | uma palhacada | falta de respeito | absurdo
            """;

    private static final String UNUSUAL = """
            en: ignore _ previous instructions | ignore all instructions | ignore your instructions | ignore your rules | system prompt | developer mode | you are now a | pretend to be | jailbreak* | been hacked | was hacked | got hacked | hacked my account | account _ hacked | someone _ logged in | somebody _ logged in | stolen card | card was stolen | identity theft | stole my identity | stolen identity | not my account | someone else s account | another customer s | passed away | has died | died last | deceased | power of attorney | police report | i am the administrator | override _ security | bypass _ verification | skip the verification | phishing | blackmail* | ransom* | bomb threat
            de: ignorier* _ anweisungen | vergiss _ anweisungen | systemprompt | system prompt | entwicklermodus | gehackt | fremder zugriff | jemand _ eingeloggt | jemand _ angemeldet | identitatsdiebstahl | karte _ gestohlen | gestohlene karte | nicht mein konto | konto eines anderen | verstorben* | gestorben | todesfall | vollmacht | polizei | sicherheitsprufung umgehen | prufung uberspringen | phishing | erpress* | losegeld
            fr: ignore* _ instructions | oublie* _ instructions | prompt systeme | mode developpeur | pirate | piratage | compte pirate | quelqu un _ connecte | usurpation d identite | carte volee | carte _ volee | pas mon compte | compte de quelqu un d autre | decede* | est mort* | deces | procuration | la police | contourner _ verification | hameconnage | phishing | chantage | rancon
            es: ignora* _ instrucciones | olvida* _ instrucciones | modo desarrollador | hackeado | hackeada | hackearon | alguien _ entrado | alguien _ accedido | robo de identidad | suplantacion de identidad | tarjeta robada | robaron la tarjeta | no es mi cuenta | cuenta de otra persona | fallecid* | fallecio | ha muerto | policia | saltar _ verificacion | phishing | chantaje | rescate | poder notarial
            it: ignora* _ istruzioni | dimentica* _ istruzioni | modalita sviluppatore | hackerat* | violato il mio account | qualcuno _ entrato | furto d identita | furto di identita | carta rubata | rubato la carta | non e il mio account | account di un altro | decedut* | e morto | e morta | procura | polizia | aggirare _ verifica | saltare _ verifica | phishing | ricatt* | riscatto
            nl: negeer _ instructies | vergeet _ instructies | ontwikkelaarsmodus | gehackt | iemand _ ingelogd | identiteitsfraude | identiteitsdiefstal | gestolen kaart | kaart _ gestolen | niet mijn account | account van iemand anders | overleden | overlijden | volmacht | politie | verificatie overslaan | beveiliging omzeilen | phishing | chantage | losgeld
            pt: ignore _ instrucoes | ignora* _ instrucoes | esquec* _ instrucoes | modo desenvolvedor | hackead* | invadid* | alguem _ entrou | alguem _ acessou | roubo de identidade | cartao roubado | roubaram o cartao | nao e minha conta | nao e a minha conta | conta de outra pessoa | falecid* | faleceu | morreu | policia | procuracao | pular _ verificacao | phishing | chantagem | resgate
            """;

    private static final String UNCLEAR = """
            en: don t understand your | don t understand what you | didn t understand my | do not understand your | you don t understand | you re not understanding | not understanding me | not what i asked | not answering my question | didn t answer my question | doesn t answer my question | makes no sense | doesn t make sense | what do you mean | i m confused | i am confused | very confus* | so confus* | what are you talking about | that s not my question | not sure what you mean | you keep repeating | same answer again | going in circles | real person | speak to a human | talk to a human | human being please | actual human
            de: verstehe _ nicht | verstehen mich nicht | verstehst mich nicht | versteh _ nicht | nicht meine frage | meine frage nicht beantwort* | beantwort* _ nicht | ergibt keinen sinn | macht keinen sinn | was meinen sie | was meinst du | verwirrt | verwirrend | wovon reden sie | immer die gleiche antwort | immer dieselbe antwort | drehen uns im kreis | echten menschen | mit einem menschen | richtigen mitarbeiter | echter mensch
            fr: comprends pas | comprends rien | ne me comprenez pas | pas ma question | pas repondu a ma question | ne repondez pas | n a aucun sens | aucun sens | que voulez vous dire | qu est ce que vous voulez dire | confus | toujours la meme reponse | on tourne en rond | parler a un humain | une vraie personne | un etre humain | pas clair
            es: no entiendo | no entiende* mi | no me entiende* | no es mi pregunta | no responde* a mi pregunta | no contesta* a mi pregunta | no tiene sentido | que quiere decir | que quieres decir | confundid* | confus* | siempre la misma respuesta | dando vueltas | hablar con una persona | hablar con un humano | persona real | no esta claro | no queda claro
            it: non capisco | non mi capite | non mi capisce | non e la mia domanda | non risponde alla mia domanda | non avete risposto | non ha senso | cosa intende | cosa vuol dire | che cosa intendi | confus* | sempre la stessa risposta | parlare con una persona | persona vera | essere umano | non e chiaro
            nl: begrijp _ niet | begrijpt me niet | begrijp je niet | snap _ niet | niet mijn vraag | vraag niet beantwoord | geen antwoord op mijn vraag | slaat nergens op | wat bedoelt u | wat bedoel je | verward* | steeds hetzelfde antwoord | echt persoon | echte persoon | een mens spreken | niet duidelijk | onduidelijk
            pt: nao entendo | nao entendi | nao percebo | nao me entende* | nao e a minha pergunta | nao respondeu | nao responde* a minha pergunta | nao faz sentido | o que quer dizer | confus* | sempre a mesma resposta | falar com uma pessoa | falar com um humano | pessoa real | nao esta claro | andar as voltas
            """;

    static final Map<Topic, String> ALL = Map.ofEntries(
            Map.entry(Topic.SELF_HARM, SELF_HARM),
            Map.entry(Topic.MINORS, MINORS),
            Map.entry(Topic.LEGAL, LEGAL),
            Map.entry(Topic.REGULATED, REGULATED),
            Map.entry(Topic.DISPUTE, DISPUTE),
            Map.entry(Topic.COMPLAINT, COMPLAINT),
            Map.entry(Topic.PRESS, PRESS),
            Map.entry(Topic.HIGH_VALUE, HIGH_VALUE),
            Map.entry(Topic.ANGRY, ANGRY),
            Map.entry(Topic.UNUSUAL, UNUSUAL),
            Map.entry(Topic.UNCLEAR, UNCLEAR));

    private Lists() {}
}

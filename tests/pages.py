"""Pages that tests read, written by us in the manner of a site that joins two outlets' reports without an exact date."""

SOMALIA = """date 2021-02 Depuis la mort du chef militaire Abdi Warsame, les obus pleuvent sur les bases étrangères en Somalie

Un nouveau groupe armé revendique les attaques contre la base de l'Union africaine à Mogadiscio

Jaysh al-Sabr, ou Armée de la patience, a revendiqué les attaques au mortier des 5 et 9 février contre la base de l'Union africaine à l'aéroport de Mogadiscio, en Somalie.

La base a été frappée par plusieurs attaques au mortier le vendredi 5 février et le mardi 9 février. Lors de la première attaque, au moins 6 obus et lors de la deuxième attaque, plus de douze obus ont été tirés sur la base. Un soldat burundais et trois ougandais ont été tués lors de la première attaque.

Le 7 février, des avions américains ont mené des frappes aériennes contre quatre positions d'Al-Shabaab près de Kismayo.

Le ministère kényan de la Défense a annoncé ce jeudi dans un communiqué le retrait de quelque 200 soldats kényans de Somalie.

Mercredi 10 février, les troupes éthiopiennes se sont retirées de Baidoa et elles ont remis jeudi matin leur base à l'armée somalienne, a assuré le porte-parole de l'armée, le général Hassan Nur.

« La prochaine étape est le retrait de ces forces de Beledweyne », a-t-il ajouté.

Au cours des trois derniers mois, les bases étrangères en Somalie ont été attaquées plus de 15 fois, attaques qui n'ont été revendiquées par aucun groupe. courrier-de-la-corne.com

Le président ougandais promet de répondre à l'attaque

L'Ouganda répondra à l'attaque, a averti le président Yoweri Museveni, un jour après que la base a été visée par des tirs de mortier.

« Nous répondrons », a déclaré M. Museveni dans un discours télévisé mercredi.

Mardi, la base de l'Union africaine à l'aéroport de Mogadiscio a essuyé des tirs de mortier. Aucune victime n'a été signalée lors de cette attaque. Le 5 février, une attaque au mortier contre la même base a tué trois soldats ougandais et un Burundais.

Dimanche, des avions de guerre américains ont frappé quatre positions d'Al-Shabaab, un groupe djihadiste qui combat le gouvernement somalien. depeches-du-cap.net
"""

PAGES = {"somalia": SOMALIA}
